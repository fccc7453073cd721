export { locale as PUT } from '@/lib/web/routes/pages';
