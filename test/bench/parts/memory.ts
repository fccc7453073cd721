import { writeRequests, type Bench } from '../bench';
import type { RunningPhones } from '../installation';
import type { BenchPhone } from '../phones';
import { residentBytes } from '../processes';
import { rounded } from '../statistics';
import { runWrk } from '../wrk';

const SAMPLE_MS = 250;

/**
 * (e): the most that the phone process and its workers hold while phones of the whole fleet ask at random, most for the
 * first time, so that files are rendered, written and pushed out of memory all the while.
 */
export async function measureMemory(
  bench: Bench,
  phones: RunningPhones,
  fleet: readonly BenchPhone[],
): Promise<number> {
  bench.tell(`memory with ${fleet.length} devices`);
  const megabytes = (): number => residentBytes(phones.child.pid) / 1024 / 1024;
  bench.note('memory after the start, MB', rounded(megabytes(), 0));
  let most = 0;
  const sampler = setInterval(() => (most = Math.max(most, megabytes())), SAMPLE_MS);
  try {
    await runWrk({
      port: phones.httpPort,
      pid: phones.child.pid,
      connections: 32,
      seconds: bench.plan.memory,
      requestsFile: writeRequests(bench, 'fleet.requests', fleet, 'proxy'),
      order: 'random',
      cleanup: bench.cleanup,
    });
  } finally {
    clearInterval(sampler);
  }
  bench.note('memory after the load, MB', rounded(megabytes(), 0));
  return rounded(most, 0);
}
