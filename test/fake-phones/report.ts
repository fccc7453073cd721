import type { Boot } from './phone';

/** What a simulation measured; times in milliseconds. */
export interface FleetResult {
  phones: number;
  boots: number;
  configured: number;
  failed: number;
  seconds: number;
  requests: number;
  bytes: number;
  requestMs: { p50: number; p99: number; max: number };
  bootMs: { p50: number; p99: number; max: number };
  families: Record<string, { boots: number; configured: number }>;
  /** The first failures, for a person to look at. */
  failures: { family: string; model: string; mac: string; problem: string }[];
}

const SHOWN_FAILURES = 20;

export class FleetReport {
  readonly #start = performance.now();
  readonly #boots: Boot[] = [];

  constructor(readonly phones: number) {}

  add(boot: Boot): void {
    this.#boots.push(boot);
  }

  /** One line for a terminal. */
  line(total: number): string {
    const failed = this.#boots.filter((boot) => !boot.configured).length;
    const seconds = (performance.now() - this.#start) / 1_000;
    return (
      `${this.#boots.length}/${total} phones started, ${failed} failed, ` +
      `${(this.#boots.length / seconds).toFixed(0)}/s, ${seconds.toFixed(1)} s`
    );
  }

  result(): FleetResult {
    const files = this.#boots.flatMap((boot) => boot.files);
    const families: FleetResult['families'] = {};
    for (const { plan, configured } of this.#boots) {
      const family = (families[plan.family] ??= { boots: 0, configured: 0 });
      family.boots += 1;
      if (configured) family.configured += 1;
    }
    const failures = this.#boots.filter((boot) => !boot.configured);
    return {
      phones: this.phones,
      boots: this.#boots.length,
      configured: this.#boots.length - failures.length,
      failed: failures.length,
      seconds: round((performance.now() - this.#start) / 1_000),
      requests: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      requestMs: spread(files.map((file) => file.ms)),
      bootMs: spread(this.#boots.map((boot) => boot.ms)),
      families,
      failures: failures.slice(0, SHOWN_FAILURES).map(({ plan, problem }) => ({
        family: plan.family,
        model: plan.model,
        mac: plan.mac,
        problem: problem ?? '',
      })),
    };
  }
}

function spread(values: number[]): { p50: number; p99: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: round(sorted.at(-1) ?? 0) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
