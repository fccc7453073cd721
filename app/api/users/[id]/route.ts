export { userPatch as PATCH, userDelete as DELETE } from '@/lib/web/routes/access';
