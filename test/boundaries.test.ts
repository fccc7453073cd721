import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const TOOL = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = path.resolve('.dependency-cruiser.cjs');
const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

function cruise(root: string, folders: string[]): z.infer<typeof report>['summary'] {
  const run = spawnSync(process.execPath, [TOOL, '--config', CONFIG, '-T', 'json', ...folders], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return report.parse(JSON.parse(run.stdout)).summary;
}

const INNOCENT = [
  'lib/shared',
  'lib/domain/devices',
  'lib/db',
  'lib/services',
  'lib/servers/http',
  'lib/servers/tftp',
  'lib/web',
  'bin',
  'plugins',
];

const REFUSED: [folder: string, source: string][] = [
  ['lib/shared', `import '../domain/devices/a';`],
  ['lib/shared', `import 'node:fs';`],
  ['lib/domain/devices', `import '../../db/a';`],
  ['lib/domain/devices', `import 'pg';`],
  ['lib/services', `import 'pg';`],
  ['lib/services', `import { PrismaClient } from '@prisma/client'; console.log(PrismaClient);`],
  ['lib/services', `import '../servers/http/a';`],
  ['lib/servers/http', `import '../../db/a';`],
  ['lib/servers/http', `import '../tftp/a';`],
  ['lib/servers/http', `import 'next';`],
  ['lib/services', `import '../../bin/a';`],
  ['bin', `import '../lib/web/a';`],
  ['bin', `import '../plugins/a';`],
  ['lib/services', `import type { x } from '../web/a'; export type T = typeof x;`],
  ['lib/services', `import './missing';`],
  ['lib/newcomer', `import '../shared/a';`],
];
const ALLOWED: [folder: string, source: string][] = [
  ['lib/domain/devices', `import '../../shared/a'; import 'zod';`],
  ['lib/db', `import '../domain/devices/a'; import 'pg';`],
  ['lib/services', `import '../db/a'; import 'node:fs';`],
  ['lib/servers/http', `import '../../services/a'; import 'node:http';`],
  ['bin', `import '../lib/db/a'; import './a';`],
];

describe('the import rules', () => {
  // A small repository of its own inside this one, so that npm packages are found.
  let tree: string;
  let offenders: Set<string>;

  beforeAll(() => {
    fs.mkdirSync('.cache', { recursive: true });
    tree = fs.mkdtempSync(path.resolve('.cache/boundaries-'));
    fs.copyFileSync('tsconfig.json', path.join(tree, 'tsconfig.json'));
    for (const folder of INNOCENT) write(`${folder}/a.ts`, 'export const x = 1;\n');
    REFUSED.forEach(([folder, source], index) => write(`${folder}/refused-${index}.ts`, source));
    ALLOWED.forEach(([folder, source], index) => write(`${folder}/allowed-${index}.ts`, source));
    offenders = new Set(cruise(tree, ['lib', 'bin']).violations.map(({ from }) => from));
  });
  afterAll(() => fs.rmSync(tree, { recursive: true }));

  function write(name: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
    fs.writeFileSync(path.join(tree, name), text);
  }

  it('see the whole source tree', () => {
    const files = execFileSync('git', ['ls-files', 'lib', 'bin'], { encoding: 'utf8' }).split('\n');
    const sources = files.filter((file) => /(?<!\.d)\.tsx?$/.test(file) && fs.existsSync(file));
    expect(sources.length).toBeGreaterThan(50);
    expect(cruise('.', ['lib', 'bin']).totalCruised).toBeGreaterThanOrEqual(sources.length);
  });

  it.each(REFUSED.map(([folder, source], index) => ({ folder, source, index })))(
    'refuse $source in $folder',
    ({ folder, index }) => expect(offenders).toContain(`${folder}/refused-${index}.ts`),
  );

  it.each(ALLOWED.map(([folder, source], index) => ({ folder, source, index })))(
    'allow $source in $folder',
    ({ folder, index }) => expect(offenders).not.toContain(`${folder}/allowed-${index}.ts`),
  );
});
