export { GET, POST } from '@/lib/web/routes/devices';
