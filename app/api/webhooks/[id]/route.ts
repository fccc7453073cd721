export { read as GET, change as PATCH, remove as DELETE } from '@/lib/web/routes/webhooks';
