export { facets as GET } from '@/lib/web/routes/devices';
