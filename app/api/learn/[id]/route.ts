export { read as GET, forget as DELETE } from '@/lib/web/routes/learn';
