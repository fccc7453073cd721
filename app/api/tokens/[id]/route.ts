export { tokenDelete as DELETE } from '@/lib/web/routes/access';
