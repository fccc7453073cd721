export { usersGet as GET, usersPost as POST } from '@/lib/web/routes/access';
