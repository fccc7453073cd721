import { z } from 'zod';
import { fetchFiles, settle, startRole, writeRequests, type Bench } from '../bench';
import type { Child } from '../child';
import type { Installation, RunningPhones } from '../installation';
import type { BodiesFile } from '../load/bare-server';
import type { BenchPhone } from '../phones';
import type { KnownResult } from '../result';
import { median, rounded } from '../statistics';
import { runWrk, type WrkRun } from '../wrk';

/** A bare server that uses less of a core was held up by others, or by the load: the comparison says nothing. */
const LEAST_BARE_SHARE = 0.9;

interface Pair {
  bare: WrkRun;
  ours: WrkRun;
}

interface Comparison {
  ratio: number;
  pairs: Pair[];
}

interface Contest {
  bench: Bench;
  phones: RunningPhones;
  bare: { child: Child; port: number };
  requestsFile: string;
}

/** (a) with the files in memory: 1 and 32 connections. */
export async function measureInMemory(
  bench: Bench,
  known: readonly BenchPhone[],
  phones: RunningPhones,
  files: BodiesFile,
): Promise<Omit<KnownResult, 'ratio32Disk'>> {
  const contest = await startContest(bench, known, phones, files);
  bench.tell('known phones: files in memory, 32 connections');
  await warmUp(contest);
  const many = await compare(contest, 32, bench.plan.many);
  bench.tell('known phones: files in memory, 1 connection');
  const one = await compare(contest, 1, bench.plan.one);
  await contest.bare.child.stop();
  const middle = (figure: (pair: Pair) => number): number => median(many.pairs.map(figure));
  bench.note(
    'known: share of a core, bare',
    rounded(
      middle(({ bare }) => bare.cpuShare),
      3,
    ),
  );
  bench.note(
    'known: share of a core, ours',
    rounded(
      middle(({ ours }) => ours.cpuShare),
      3,
    ),
  );
  bench.note(
    'known: p50 in ms',
    rounded(
      middle(({ ours }) => ours.p50Ms),
      3,
    ),
  );
  bench.note(
    'bare: p50 in ms',
    rounded(
      middle(({ bare }) => bare.p50Ms),
      3,
    ),
  );
  bench.note(
    'bare: p99 in ms',
    rounded(
      middle(({ bare }) => bare.p99Ms),
      3,
    ),
  );
  bench.note(
    'known, 1 connection: requests/s',
    rounded(median(one.pairs.map(({ ours }) => ours.perSecond)), 0),
  );
  bench.note('known, 1 connection: p50 in ms', rounded(median(one.pairs.map(({ ours }) => ours.p50Ms)), 3));
  bench.note('known, 1 connection: p99 in ms', rounded(median(one.pairs.map(({ ours }) => ours.p99Ms)), 3));
  bench.note(
    'bare, 1 connection: requests/s',
    rounded(median(one.pairs.map(({ bare }) => bare.perSecond)), 0),
  );
  return {
    ratio1: rounded(one.ratio, 3),
    ratio32: rounded(many.ratio, 3),
    rps32: rounded(
      middle(({ ours }) => ours.perSecond),
      0,
    ),
    p99_32: rounded(
      middle(({ ours }) => ours.p99Ms),
      3,
    ),
    bareRps32: rounded(
      middle(({ bare }) => bare.perSecond),
      0,
    ),
    cpuUs: rounded(
      middle(({ ours }) => ours.cpuUs),
      1,
    ),
    bareCpuUs: rounded(
      middle(({ bare }) => bare.cpuUs),
      1,
    ),
  };
}

/** (a) with a budget of a tenth of the files: the rest is read from disk and decrypted. */
export async function measureFromDisk(
  bench: Bench,
  installation: Installation,
  known: readonly BenchPhone[],
  fileBytes: number,
): Promise<number> {
  bench.tell('known phones: a tenth of the files in memory');
  const phones = await installation.startPhones(Math.max(1, Math.floor(fileBytes / 10 / 1024 / 1024)));
  const files = await fetchFiles(bench, known, phones);
  const contest = await startContest(bench, known, phones, files);
  await warmUp(contest);
  const { ratio, pairs } = await compare(contest, 32, bench.plan.many);
  bench.note('from disk: requests/s', rounded(median(pairs.map(({ ours }) => ours.perSecond)), 0));
  bench.note('from disk: p99 in ms', rounded(median(pairs.map(({ ours }) => ours.p99Ms)), 3));
  bench.note(
    'from disk: µs of processor per request',
    rounded(median(pairs.map(({ ours }) => ours.cpuUs)), 1),
  );
  await contest.bare.child.stop();
  await phones.child.stop();
  return rounded(ratio, 3);
}

async function startContest(
  bench: Bench,
  known: readonly BenchPhone[],
  phones: RunningPhones,
  { index, bodies }: BodiesFile,
): Promise<Contest> {
  const child = await startRole(bench, 'serve-bare');
  const { port } = await child.ask({ type: 'start', index, bodies }, z.object({ port: z.number() }), 60_000);
  const requestsFile = writeRequests(bench, 'known.requests', known, bench.plan.source);
  return { bench, phones, bare: { child, port }, requestsFile };
}

async function warmUp(contest: Contest): Promise<void> {
  await run(contest, 'bare', 32, contest.bench.plan.warmUp);
  await run(contest, 'ours', 32, contest.bench.plan.warmUp);
}

/**
 * Pairs of runs, the bare server first and then ours, so that a change of the machine's mood touches both. Pairs in which
 * the bare server was held up are made again; when too few are good, the best are used and the run is void.
 */
async function compare(contest: Contest, connections: number, seconds: number): Promise<Comparison> {
  const { bench } = contest;
  const { rounds, extraRounds } = bench.plan;
  const all: Pair[] = [];
  // With one connection server and client take turns: neither can use a whole core.
  const isGood = ({ bare }: Pair): boolean => connections === 1 || bare.cpuShare >= LEAST_BARE_SHARE;
  while (all.filter(isGood).length < rounds && all.length < rounds + extraRounds) {
    const bare = await run(contest, 'bare', connections, seconds);
    all.push({ bare, ours: await run(contest, 'ours', connections, seconds) });
  }
  const pairs = all
    .sort((a, b) => Number(isGood(b)) - Number(isGood(a)) || b.bare.cpuShare - a.bare.cpuShare)
    .slice(0, rounds);
  const worst = pairs.at(-1);
  if (worst && !isGood(worst)) {
    const share = worst.bare.cpuShare.toFixed(2);
    bench.makeVoid(
      `the bare server used ${share} of a core, less than ${LEAST_BARE_SHARE}: something else ran on this machine`,
    );
  }
  return { ratio: median(pairs.map(({ bare, ours }) => ours.perSecond / bare.perSecond)), pairs };
}

async function run(
  contest: Contest,
  who: 'bare' | 'ours',
  connections: number,
  seconds: number,
): Promise<WrkRun> {
  const { bench, phones, bare, requestsFile } = contest;
  await settle(bench, phones);
  const [port, pid] = who === 'bare' ? [bare.port, bare.child.pid] : [phones.httpPort, phones.child.pid];
  return runWrk({ port, pid, connections, seconds, requestsFile, order: 'random', cleanup: bench.cleanup });
}
