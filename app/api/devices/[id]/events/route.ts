export { events as GET } from '@/lib/web/routes/device';
