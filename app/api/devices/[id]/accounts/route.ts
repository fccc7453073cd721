export { accounts as PUT } from '@/lib/web/routes/device';
