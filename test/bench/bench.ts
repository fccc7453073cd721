import fs from 'node:fs';
import path from 'node:path';
import type { PluginRegistry } from '../../lib/plugins/registry';
import { findLineForModel } from '../../lib/plugins/registry';
import { Child } from './child';
import type { Cleanup } from './cleanup';
import type { Installation, Installations, RunningPhones } from './installation';
import { askAll } from './load/connection';
import type { BodiesFile } from './load/bare-server';
import type { Plan } from './plan';
import { HTTP_MODEL, requestLine, requestText, TFTP_MODEL, type BenchPhone, type Source } from './phones';
import { profiling, quiet } from './processes';

/** What the parts of a run share. */
export interface Bench {
  plan: Plan;
  folder: string;
  cleanup: Cleanup;
  installations: Installations;
  /** A folder to write processor profiles of the servers to; null: none. */
  profiles: string | null;
  registry: PluginRegistry;
  /** Ids of the plugin lines of the two models. */
  plugins: { http: string; tftp: string };
  /** Says what is done now. */
  tell: (text: string) => void;
  /** A figure without a target. */
  note: (name: string, value: number) => void;
  /** The figures of this run say nothing, for this reason. It goes on all the same. */
  makeVoid: (reason: string) => void;
}

export function pluginsOf(registry: PluginRegistry): Bench['plugins'] {
  const id = ({ vendor, model }: { vendor: string; model: string }): string => {
    const line = findLineForModel(registry, vendor, model);
    if (!line) throw new Error(`No plugin for ${vendor} ${model}.`);
    return line.id;
  };
  return { http: id(HTTP_MODEL), tftp: id(TFTP_MODEL) };
}

/** Runs a part of the load in a process of its own: `role` is a hidden command of the benchmark. */
export function startRole({ folder, cleanup, profiles }: Bench, role: string): Promise<Child> {
  return Child.start({
    name: role,
    script: process.argv[1] ?? '',
    args: [role],
    execArgv: role === 'serve-bare' ? profiling(profiles) : [],
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    logFile: path.join(folder, 'load.log'),
    cleanup,
  });
}

export function writeRequests(
  bench: Bench,
  name: string,
  phones: readonly BenchPhone[],
  source: Source,
): string {
  const file = path.join(bench.folder, name);
  fs.writeFileSync(file, phones.map((phone) => `${requestLine(phone, source)}\n`).join(''));
  return file;
}

/** Every phone fetches its file once: it is rendered, and kept. Writes the files for the bare server. */
export async function fetchFiles(
  bench: Bench,
  phones: readonly BenchPhone[],
  { httpPort }: RunningPhones,
): Promise<BodiesFile & { bytes: number; meanBytes: number }> {
  const index: string[] = [];
  const bodies = path.join(bench.folder, 'bodies.bin');
  const descriptor = fs.openSync(bodies, 'w');
  let bytes = 0;
  await askAll(
    httpPort,
    phones.map((phone) => requestText(phone, bench.plan.source)),
    (i, body) => {
      fs.writeSync(descriptor, body);
      bytes += body.length;
      index.push(`${phones[i]?.file ?? ''}\t${body.length}\n`);
    },
  );
  fs.closeSync(descriptor);
  const indexFile = path.join(bench.folder, 'bodies.index');
  fs.writeFileSync(indexFile, index.join(''));
  return { index: indexFile, bodies, bytes, meanBytes: bytes / phones.length };
}

/** Waits until the server and the database have finished what the last measurement has left to do. */
export function settle(bench: Bench, phones: RunningPhones): Promise<void> {
  return quiet([phones.child.pid, bench.installations.databasePid], bench.plan.quick ? 1_000 : 20_000);
}

/** What the phone process last said of itself, at most 2 s ago: how many devices are still to be rendered ahead. */
export async function healthOf(
  installation: Installation,
  phones: RunningPhones,
): Promise<{ at: Date; backlog: number }> {
  const [row] = await installation.database.sql.query<{ at: Date; backlog: number }>(
    `SELECT heartbeat_at AS at, (health #>> '{warming,backlog}')::int AS backlog FROM process WHERE pid = $1`,
    [phones.child.pid],
  );
  if (!row) throw new Error('The phone process has no heartbeat.');
  return row;
}
