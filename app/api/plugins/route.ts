export { plugins as GET } from '@/lib/web/routes/pages';
