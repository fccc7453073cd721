export { GET, POST } from '@/lib/web/routes/webhooks';
