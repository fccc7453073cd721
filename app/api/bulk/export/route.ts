export { exported as GET } from '@/lib/web/routes/bulk';
