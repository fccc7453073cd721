import { writeRequests, type Bench } from '../bench';
import type { Installation, RunningPhones } from '../installation';
import { httpPhones } from '../phones';
import { rounded } from '../statistics';
import { runWrk } from '../wrk';

/** Phones of a building that has its power back; each asks once. */
const CONNECTIONS = 64;
/** More than any server takes in: no phone may come twice. */
const MOST_PER_SECOND = 6_000;

/** (c): phones that nobody has seen before; the device, its config and its first file are made for each. */
export async function measureNewPhones(
  bench: Bench,
  installation: Installation,
  phones: RunningPhones,
  first: number,
): Promise<number> {
  const seconds = bench.plan.newPhones;
  // Another range warms the process up: connections, statements and code.
  await run(bench, installation, phones, first, 1);
  return run(bench, installation, phones, first + MOST_PER_SECOND, seconds);
}

async function run(
  bench: Bench,
  installation: Installation,
  { child, httpPort }: RunningPhones,
  first: number,
  seconds: number,
): Promise<number> {
  const count = MOST_PER_SECOND * seconds;
  // Each has its own address, as phones do: with one address for all, the limit of new devices per source would speak.
  const requestsFile = writeRequests(bench, 'new.requests', httpPhones(count, first), 'proxy');
  const before = await configuredDevices(installation);
  const outcome = await runWrk({
    port: httpPort,
    pid: child.pid,
    connections: CONNECTIONS,
    seconds,
    requestsFile,
    order: 'next',
    cleanup: bench.cleanup,
  });
  if (outcome.requests >= count - CONNECTIONS) throw new Error('The load ran out of new phones.');
  const made = (await configuredDevices(installation)) - before;
  // Answered is at most what is stored; what wrk did not wait for at the end may be stored too.
  if (made < outcome.requests)
    throw new Error(`${outcome.requests} new phones were answered, ${made} are stored with a config.`);
  bench.note(`new phones, from ${before} devices: p99 in ms`, rounded(outcome.p99Ms, 1));
  bench.note(`new phones, from ${before} devices: µs of processor each`, rounded(outcome.cpuUs, 0));
  return rounded(outcome.perSecond, 0);
}

async function configuredDevices({ database }: Installation): Promise<number> {
  const [row] = await database.sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM device JOIN config ON config.id = device.config WHERE device.configured`,
  );
  return row?.count ?? 0;
}
