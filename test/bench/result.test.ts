import { describe, expect, it } from 'vitest';
import { targetsOf, type BenchResult } from './result';
import { greatest, median, quantile } from './statistics';
import { tableOf } from './table';

const machine: BenchResult['machine'] = {
  cpu: 'a processor',
  cores: 2,
  memoryMb: 4096,
  node: '20.0.0',
  os: 'Linux',
  quick: false,
  phones: 10_000,
  largeFleet: 50_000,
  source: 'proxy',
  loadBefore: 0,
  seconds: 60,
  notes: { 'bytes of a file': 46_000 },
};

const good: BenchResult = {
  known: {
    ratio1: 0.9,
    ratio32: 0.75,
    ratio32Disk: 0.3,
    rps32: 20_000,
    p99_32: 3,
    bareRps32: 25_000,
    cpuUs: 40,
    bareCpuUs: 30,
  },
  massSave: { saveMs: 150, p999Ms: 100, worstMs: 60, worstBeforeMs: 20, staleAfter: 0, warmMs: 30_000 },
  newPhones: { perSecond: 700, perSecondAt50k: 560 },
  tftp: { perSecond: 6_000 },
  memory: { rssMb: 350 },
  render: { ms: 1 },
  machine,
};

const missed = (result: BenchResult): string[] =>
  targetsOf(result)
    .filter(({ met }) => !met)
    .map(({ label }) => label);

describe('targetsOf', () => {
  it('holds figures that are just good enough', () => {
    expect(missed(good)).toEqual([]);
  });

  it.each<[Partial<BenchResult>, string]>([
    [
      { known: { ...required(good.known), ratio32: 0.749 } },
      'Known phones, 32 connections, against a bare server',
    ],
    [{ massSave: { ...required(good.massSave), staleAfter: 1 } }, 'Superseded files after the answer'],
    [{ massSave: { ...required(good.massSave), worstMs: 61 } }, 'Slowest after, against slowest before'],
    [
      { newPhones: { perSecond: 1_000, perSecondAt50k: 799 } },
      'Never-seen phones in the large fleet, against that',
    ],
    [{ memory: { rssMb: 351 } }, 'Memory of the phone process, large fleet'],
    [{ render: { ms: NaN } }, 'One rendering in the worker'],
  ])('finds a missed one: %j', (worse, label) => {
    expect(missed({ ...good, ...worse })).toEqual([label]);
  });
});

describe('tableOf', () => {
  it('has a row for each target of what was measured, and nothing of the rest', () => {
    const table = tableOf({ tftp: { perSecond: 5_999 }, machine: { ...machine, void: 'it was noisy' } });
    expect(table).toMatch(/TFTP transfers, 8 clients +5,999 \/s +≥ 6000 \/s +FAIL/);
    expect(table).toContain('VOID: it was noisy');
    expect(table).not.toMatch(/PASS|rendering/);
  });
});

describe('statistics', () => {
  it('takes values that occur', () => {
    const values = Array.from({ length: 1_000 }, (_, i) => 1_000 - i);
    expect(quantile(values, 0.999)).toBe(999);
    expect(quantile(values, 1)).toBe(1_000);
    expect(median([3, 1, 2])).toBe(2);
    expect(greatest(values)).toBe(1_000);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing');
  return value;
}
