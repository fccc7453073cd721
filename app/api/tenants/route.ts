export { tenantsGet as GET, tenantsPost as POST } from '@/lib/web/routes/access';
