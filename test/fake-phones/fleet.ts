import { readBoot, planPhone, type PhonePlan } from './boot-plan';
import { bootPhone, type Boot, type Target } from './phone';
import type { PluginRegistry } from '../../lib/plugins/registry';

export interface FleetOptions {
  phones: number;
  /** Family to its share; shares need not add up to 100. */
  mix: ReadonlyMap<string, number>;
  target: Target;
  /** Phones that are starting at the same time, at the most. */
  parallel: number;
  /** Phones that start each second; 0: as fast as `parallel` lets them. */
  rate: number;
  /** How often each phone starts. */
  boots: number;
  seed: number;
  /** Give each phone a loopback address of its own (the server has to be on loopback too). */
  ownAddresses: boolean;
}

/** All phones of a fleet, families spread evenly over the order in which they start. */
export async function planFleet(
  options: FleetOptions,
  pluginsFolder: string,
  registry: PluginRegistry,
): Promise<PhonePlan[]> {
  const families = await Promise.all(
    [...options.mix].map(async ([family, share]) => ({
      family,
      share,
      boot: await readBoot(pluginsFolder, family),
    })),
  );
  const total = families.reduce((sum, { share }) => sum + share, 0);
  const made = new Map(families.map(({ family }) => [family, 0]));
  const plans: PhonePlan[] = [];
  for (let index = 0; index < options.phones; index += 1) {
    // The family that is furthest behind its share is next.
    const [next] = families.sort(
      (a, b) =>
        (made.get(a.family) ?? 0) / a.share - (made.get(b.family) ?? 0) / b.share || b.share - a.share,
    );
    if (!next || total === 0) break;
    const serial = made.get(next.family) ?? 0;
    made.set(next.family, serial + 1);
    const ip = options.ownAddresses ? loopbackAddress(index + options.seed * 65_536) : null;
    plans.push(planPhone(next.family, next.boot, registry, serial, options.seed, ip));
  }
  return plans;
}

/** Starts every phone `boots` times and tells each outcome as it comes. */
export async function runFleet(
  plans: readonly PhonePlan[],
  options: FleetOptions,
  onBoot: (boot: Boot) => void,
  stop: AbortSignal,
): Promise<void> {
  const start = performance.now();
  for (let round = 0; round < options.boots; round += 1) {
    let next = 0;
    const worker = async () => {
      while (next < plans.length && !stop.aborted) {
        const index = next++;
        const plan = plans[index];
        if (!plan) return;
        if (options.rate > 0) {
          const due = start + ((round * plans.length + index) / options.rate) * 1_000;
          const wait = due - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        }
        onBoot(await bootPhone(plan, options.target));
      }
    };
    await Promise.all(Array.from({ length: options.parallel }, worker));
  }
}

/** 127.16.0.1 and on: addresses that need no set-up on Linux. Another seed has others. */
function loopbackAddress(index: number): string {
  const number = index + 1;
  return `127.${16 + ((number >> 16) & 0x3f)}.${(number >> 8) & 0xff}.${number & 0xff}`;
}
