export { dhcp as GET } from '@/lib/web/routes/pages';
