export { read as GET } from '@/lib/web/routes/bulk';
