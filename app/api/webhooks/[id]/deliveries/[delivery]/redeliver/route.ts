export { redeliver as POST } from '@/lib/web/routes/webhooks';
