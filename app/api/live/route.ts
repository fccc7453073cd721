export { liveStream as GET } from '@/lib/web/live';
