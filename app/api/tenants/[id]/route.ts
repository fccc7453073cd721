export { tenantPatch as PATCH, tenantDelete as DELETE } from '@/lib/web/routes/access';
