export { deliveries as GET } from '@/lib/web/routes/webhooks';
