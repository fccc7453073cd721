export { config as GET, patch as PATCH } from '@/lib/web/routes/device';
