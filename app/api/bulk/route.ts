export { start as POST } from '@/lib/web/routes/bulk';
