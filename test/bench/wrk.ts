import path from 'node:path';
import { z } from 'zod';
import { programPath } from '../debian-programs';
import { runProgram } from './child';
import type { Cleanup } from './cleanup';
import { cpuSeconds } from './processes';

const figures = z.object({
  requests: z.number(),
  seconds: z.number(),
  failed: z.number(),
  p50Us: z.number(),
  p99Us: z.number(),
  maxUs: z.number(),
});

export interface WrkOptions {
  port: number;
  /** The process that is measured. */
  pid: number;
  connections: number;
  seconds: number;
  /** See `requests.lua`. */
  requestsFile: string;
  order: 'random' | 'next';
  cleanup: Cleanup;
}

export interface WrkRun {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Processor time of the server for one request, all its threads, in microseconds. */
  cpuUs: number;
  /** Share of one core that the server used. */
  cpuShare: number;
}

let seed = 1;

/** A closed loop of phones: as many requests under way as there are connections. Fails when one is not answered with 200. */
export async function runWrk(options: WrkOptions): Promise<WrkRun> {
  const { connections, seconds, requestsFile, order, pid, cleanup } = options;
  const script = path.resolve('test/bench/load/requests.lua');
  const args = [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    '10s',
    '-s',
    script,
    `http://127.0.0.1:${options.port}`,
    '--',
    requestsFile,
    order,
    String(seed++),
  ];
  const cpuBefore = cpuSeconds(pid);
  const startedAt = performance.now();
  const output = await runProgram(programPath('wrk'), args, cleanup, (seconds + 30) * 1000);
  const cpu = cpuSeconds(pid) - cpuBefore;
  const wall = (performance.now() - startedAt) / 1000;
  const last = output.trim().split('\n').at(-1) ?? '';
  const run = figures.parse(JSON.parse(last));
  if (run.failed > 0) throw new Error(`${run.failed} of ${run.requests} requests failed.\n${output}`);
  return {
    requests: run.requests,
    perSecond: run.requests / run.seconds,
    p50Ms: run.p50Us / 1000,
    p99Ms: run.p99Us / 1000,
    maxMs: run.maxUs / 1000,
    cpuUs: (cpu * 1e6) / Math.max(1, run.requests),
    // What wrk needs to start and to read its file is no time of the run.
    cpuShare: cpu / Math.min(wall, run.seconds),
  };
}
