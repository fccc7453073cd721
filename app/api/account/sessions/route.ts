export { endSessions as DELETE } from '@/lib/web/routes/pages';
