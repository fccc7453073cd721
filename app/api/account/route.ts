export { account as GET } from '@/lib/web/routes/pages';
