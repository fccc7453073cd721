export { bulk as POST } from '@/lib/web/routes/devices';
