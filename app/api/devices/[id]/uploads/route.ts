export { uploads as GET } from '@/lib/web/routes/uploads';
