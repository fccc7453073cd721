export { keyRevealPost as POST } from '@/lib/web/routes/provisioning-keys';
