export { files as GET } from '@/lib/web/routes/device';
