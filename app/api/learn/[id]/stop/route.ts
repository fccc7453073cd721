export { stop as POST } from '@/lib/web/routes/learn';
