export { userPasswordPost as POST } from '@/lib/web/routes/access';
