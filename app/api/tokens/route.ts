export { tokensGet as GET, tokensPost as POST } from '@/lib/web/routes/access';
