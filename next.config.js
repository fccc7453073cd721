import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Headers that every answer of the console carries; the content security policy needs a nonce and is set in `proxy.ts`. */
const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Type errors stop `npm test`; a start on a fresh machine need not check them a second time.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root },
  outputFileTracingRoot: root,
  // These read files beside themselves or start workers, which a bundle would break.
  serverExternalPackages: ['pg', 'pino', 'nunjucks', 'esbuild', 're2js', 'graphile-worker'],
  headers: async () => [{ source: '/:path*', headers: HEADERS }],
  // Browsers ask for it by this name when they come back to a page.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

export default config;
