export { readUpload as GET, removeUpload as DELETE } from '@/lib/web/routes/uploads';
