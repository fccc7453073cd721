export { GET, PUT, DELETE } from '@/lib/web/routes/telephony';
