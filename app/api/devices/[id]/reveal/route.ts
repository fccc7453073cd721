export { reveal as POST } from '@/lib/web/routes/device';
