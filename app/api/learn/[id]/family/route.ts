export { family as GET } from '@/lib/web/routes/learn';
