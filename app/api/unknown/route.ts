export { unknown as GET } from '@/lib/web/routes/pages';
