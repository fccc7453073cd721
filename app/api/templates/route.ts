export { list as GET } from '@/lib/web/routes/templates';
