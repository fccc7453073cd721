import type { Source } from './phones';

export const PARTS = ['known', 'massSave', 'newPhones', 'tftp', 'memory', 'render'] as const;
export type Part = (typeof PARTS)[number];

/** What a run does, and for how long. Times are seconds. */
export interface Plan {
  quick: boolean;
  parts: ReadonlySet<Part>;
  source: Source;
  phones: number;
  largeFleet: number;
  /** Pairs of runs, bare and ours, whose median counts. */
  rounds: number;
  /** Pairs that are made in place of bad ones. */
  extraRounds: number;
  warmUp: number;
  one: number;
  many: number;
  steadyBefore: number;
  steadyAfter: number;
  newPhones: number;
  tftp: number;
  memory: number;
}

const FULL = {
  quick: false,
  phones: 10_000,
  largeFleet: 50_000,
  rounds: 3,
  extraRounds: 3,
  warmUp: 4,
  one: 4,
  many: 6,
  steadyBefore: 30,
  steadyAfter: 60,
  newPhones: 8,
  tftp: 6,
  memory: 40,
};

/** A minute for everything, on small fleets: figures that indicate. */
const QUICK = {
  quick: true,
  phones: 2_000,
  largeFleet: 5_000,
  rounds: 1,
  extraRounds: 1,
  warmUp: 1,
  one: 1,
  many: 1,
  steadyBefore: 2,
  steadyAfter: 3,
  newPhones: 2,
  tftp: 1,
  memory: 2,
};

export function planOf(options: { quick?: boolean; only?: readonly Part[]; source: Source }): Plan {
  return { ...(options.quick ? QUICK : FULL), parts: new Set(options.only ?? PARTS), source: options.source };
}
