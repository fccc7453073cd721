export { eventsGet as GET } from '@/lib/web/routes/access';
