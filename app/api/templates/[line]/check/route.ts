export { check as POST } from '@/lib/web/routes/templates';
