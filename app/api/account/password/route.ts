export { password as POST } from '@/lib/web/routes/pages';
