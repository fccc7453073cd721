export { test as POST } from '@/lib/web/routes/telephony';
