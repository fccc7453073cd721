export { catalogue as GET } from '@/lib/web/routes/phones';
