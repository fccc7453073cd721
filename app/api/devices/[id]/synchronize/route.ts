export { synchronize as POST } from '@/lib/web/routes/device';
