export { list as GET, start as POST } from '@/lib/web/routes/learn';
