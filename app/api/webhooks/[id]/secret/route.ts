export { secret as POST } from '@/lib/web/routes/webhooks';
