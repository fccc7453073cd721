export { openApi as GET } from '@/lib/web/openapi';
