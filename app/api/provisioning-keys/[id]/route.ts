export { keyPut as PUT } from '@/lib/web/routes/provisioning-keys';
