/**
 * Who may import whom: ARCHITECTURE.md's table. Deny by default: a folder imports what its row names and itself;
 * a folder without a row may import nothing and may not be imported.
 */

const SHARED = '^lib/shared/';
const DOMAIN = '^lib/domain/';
const JOB_DEFINITIONS = '^lib/jobs/definitions/';
/** Node's own modules that are used without I/O; `net` for `isIP`. */
const PURE_NODE = ['crypto', 'util', 'url', 'buffer', 'net'];
const npm = (...names) => names.map((name) => `node_modules/${name}(/|$)`);
const node = (...names) => names.map((name) => `^(node:)?${name}$`);

const services = [
  SHARED,
  DOMAIN,
  '^lib/(identify|render|sip|dhcp|plugins|packages|db|services)/',
  JOB_DEFINITIONS,
];

const rows = [
  { folder: '^lib/shared/', may: [...node(...PURE_NODE), ...npm('zod', 'pino')] },
  { folder: '^lib/domain/', may: [SHARED, ...node(...PURE_NODE), ...npm('zod')] },
  { folder: '^lib/identify/', may: [DOMAIN, SHARED, ...node(...PURE_NODE), ...npm('zod', 're2js')] },
  {
    folder: '^lib/render/',
    may: [
      DOMAIN,
      SHARED,
      ...node(...PURE_NODE, 'worker_threads', 'os', 'path', 'fs', 'timers', 'perf_hooks', 'module'),
      ...npm('zod', 'nunjucks', '@types/nunjucks'),
    ],
  },
  { node: 'any', folder: '^lib/(sip|dhcp)/', may: [DOMAIN, SHARED, ...npm('zod')] },
  {
    node: 'any',
    folder: '^lib/plugins/',
    may: [DOMAIN, '^lib/identify/', '^lib/render/', SHARED, ...npm('zod', 'json5')],
  },
  {
    node: 'any',
    folder: '^lib/packages/',
    may: [
      DOMAIN,
      '^lib/plugins/',
      SHARED,
      ...npm('zod', 'yauzl', '@types/yauzl', 'unbzip2-stream', '@types/unbzip2-stream'),
    ],
  },
  {
    node: 'any',
    folder: '^lib/db/',
    may: [
      DOMAIN,
      JOB_DEFINITIONS,
      SHARED,
      ...npm('zod', '@prisma/client', '@prisma/adapter-pg', 'pg', '@types/pg', 'pg-connection-string'),
    ],
  },
  { folder: '^lib/jobs/definitions/', may: [DOMAIN, SHARED, ...npm('zod')] },
  { folder: '^lib/jobs/handlers/', may: ['^lib/services/', JOB_DEFINITIONS, DOMAIN, SHARED, ...npm('zod')] },
  {
    node: 'any',
    folder: '^lib/jobs/queue',
    may: [JOB_DEFINITIONS, '^lib/db/', SHARED, ...npm('graphile-worker')],
  },
  { node: 'any', folder: '^lib/services/', may: [...services, ...npm('zod')] },
  {
    node: 'any',
    folder: '^lib/servers/http/',
    may: ['^lib/services/', JOB_DEFINITIONS, DOMAIN, SHARED, ...npm('zod')],
  },
  {
    node: 'any',
    folder: '^lib/servers/tftp/',
    may: ['^lib/services/', JOB_DEFINITIONS, DOMAIN, SHARED, ...npm('zod')],
  },
  {
    node: 'any',
    folder: '^lib/servers/health/',
    may: ['^lib/services/', DOMAIN, SHARED, ...npm('prom-client')],
  },
  {
    node: 'any',
    folder: '^lib/compat/',
    may: ['^lib/services/', JOB_DEFINITIONS, DOMAIN, SHARED, ...npm('zod')],
  },
  { node: 'any', folder: '^lib/env\\.ts$', may: [SHARED, ...npm('zod')] },
  {
    node: 'any',
    folder: '^lib/web/',
    may: [
      '^lib/services/',
      '^lib/compat/',
      // Sentences of the one catalogue, for programs.
      '^lib/client/messages/en/problems',
      DOMAIN,
      SHARED,
      '^lib/env\\.ts$',
      ...npm('zod', 'next', 'next-auth', 'react', 'server-only', '@types/react'),
    ],
  },
  {
    folder: '^lib/client/',
    may: [DOMAIN, SHARED, ...npm('zod', 'react', '@types/react', '@tanstack/react-query')],
  },
  { folder: '^components/ui/', may: ['^lib/client/', SHARED, ...npm('.+')] },
  { folder: '^components/(?!ui/)', may: ['^components/', '^lib/client/', DOMAIN, SHARED, ...npm('.+')] },
  {
    folder: '^(app/|proxy\\.ts$|instrumentation\\.ts$)',
    may: ['^lib/web/', '^lib/compat/', '^lib/client/', '^components/', DOMAIN, SHARED, ...npm('.+')],
  },
  {
    node: 'any',
    folder: '^bin/',
    // The simulator and the benchmark are programs made of test parts.
    may: ['^lib/(?!web/|client/)', '^test/(fake-phones|bench)/', ...npm('zod', 'commander', 'next', 'json5')],
  },
];

/** Tests may use the test tools and whatever they test through. */
const TEST = '(\\.test\\.tsx?$|^test/|^e2e/)';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rows.map(({ folder, may, node: modules }) => ({
      name: `imports-of ${folder}`,
      severity: 'error',
      from: { path: folder, pathNot: TEST },
      to: { pathNot: [folder, ...may], ...(modules === 'any' ? { dependencyTypesNot: ['core'] } : {}) },
    })),
    {
      name: 'folder-without-a-row',
      comment: 'A new folder needs a row in the table above.',
      severity: 'error',
      from: { path: '^(lib|components|app|bin)/', pathNot: [TEST, ...rows.map(({ folder }) => folder)] },
      to: {},
    },
    {
      name: 'nothing-imports-bin',
      severity: 'error',
      from: { pathNot: ['^bin/', TEST] },
      to: { path: '^bin/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: [TEST, '^bin/(simulate|bench)\\.ts$'] },
      to: { path: TEST },
    },
    { name: 'plugins-are-data', severity: 'error', from: {}, to: { path: '^plugins/' } },
    {
      name: 'only-db-imports-the-database',
      severity: 'error',
      from: { pathNot: ['^lib/db/', TEST] },
      to: { path: ['^lib/db/generated/', ...npm('@prisma/[^/]+', 'pg')] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/db/generated/'] },
    exclude: { path: ['^\\.next/', '^dist/', '^\\.cache/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
