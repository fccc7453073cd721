export { keysGet as GET } from '@/lib/web/routes/provisioning-keys';
