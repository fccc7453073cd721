export { overview as GET } from '@/lib/web/routes/pages';
