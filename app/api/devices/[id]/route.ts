export { DELETE, GET, PATCH } from '@/lib/web/routes/device';
