import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The CLI's native engine is a download; a script on the WebAssembly engine from the registry stands in for it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY = path.resolve('prisma/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/offhook' },
});
