import { handleAuth } from '@/lib/web/auth';

export { handleAuth as GET, handleAuth as POST };
