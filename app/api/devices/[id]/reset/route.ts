export { reset as POST } from '@/lib/web/routes/device';
