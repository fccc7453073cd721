export { model as GET } from '@/lib/web/routes/phones';
