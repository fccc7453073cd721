// Bundles bin/*.ts, and the worker threads of lib (*.worker.ts), into dist/<name>.mjs. npm packages stay outside.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const workers = fs
  .readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.worker.ts'));
const entries = [
  ...fs
    .readdirSync('bin')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join('bin', file)),
  ...workers.map((file) => path.join('lib', file)),
];
fs.rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: entries.map((file) => ({ in: file, out: path.basename(file, '.ts') })),
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
