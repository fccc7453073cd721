import { availableParallelism } from 'node:os';

/** How Node runs a child process. */
export interface Runtime {
  execArgv: string[];
  /** For the C library, beside the process's own environment. */
  environment: Record<string, string>;
}

const MAPS = '--enable-source-maps';

/**
 * The phone process lives beside the console and the database, often on two cores and for years. V8 assumes a machine of its
 * own: it collects with four threads, which then hold up the very thread that answers phones, and lets garbage grow as large
 * as what is in use. With fewer threads the slowest answers after a mass save come sooner; a young generation of 4 MB and a
 * growth of 40 % keep 50,000 devices within 350 MB (`limitGarbage` lets small fleets have more). The memory reducer collects
 * threads that have nothing to do, and takes their compiled code along: a rendering worker that was idle for some seconds then
 * needed five times as long for each of the first files after a mass save. Two pools of memory for all threads keep the C
 * library from making one for each. All figures: `npm run bench`.
 */
export function runtimeOf(name: string): Runtime {
  if (name !== 'phones') return { execArgv: [MAPS], environment: {} };
  const helpers = Math.min(4, Math.max(1, availableParallelism() - 1));
  return {
    execArgv: [
      MAPS,
      `--v8-pool-size=${helpers}`,
      '--max-semi-space-size=4',
      '--heap-growing-percent=40',
      '--no-memory-reducer',
    ],
    environment: { MALLOC_ARENA_MAX: '2' },
  };
}
