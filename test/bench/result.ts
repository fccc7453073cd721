/** The figures of a run. A part that was not asked for is absent. */
export interface BenchResult {
  known?: KnownResult;
  massSave?: MassSaveResult;
  newPhones?: NewPhonesResult;
  tftp?: { perSecond: number };
  memory?: { rssMb: number };
  render?: { ms: number };
  machine: MachineResult;
}

export interface KnownResult {
  ratio1: number;
  ratio32: number;
  ratio32Disk: number;
  rps32: number;
  p99_32: number;
  bareRps32: number;
  cpuUs: number;
  bareCpuUs: number;
}

export interface MassSaveResult {
  saveMs: number;
  p999Ms: number;
  worstMs: number;
  worstBeforeMs: number;
  staleAfter: number;
  warmMs: number;
}

export interface NewPhonesResult {
  perSecond: number;
  perSecondAt50k: number;
}

/** Where and how it was measured, and what else was seen. */
export interface MachineResult {
  cpu: string;
  cores: number;
  memoryMb: number;
  node: string;
  os: string;
  quick: boolean;
  /** Phones of (a) and (b), and of (c) at 50,000 and (e). */
  phones: number;
  largeFleet: number;
  source: string;
  /** Load of the machine before the run: others that ran on it. */
  loadBefore: number;
  seconds: number;
  /** Set when the figures say nothing, with the reason. */
  void?: string;
  /** Figures without a target, by name. */
  notes: Record<string, number>;
}

export interface Target {
  part: Exclude<keyof BenchResult, 'machine'>;
  label: string;
  /** Of the run; null: it was not measured. */
  value: number | null;
  unit: string;
  /** In words. */
  target: string;
  met: boolean;
}

/** Every figure that has a target, with its verdict. */
export function targetsOf({ known, massSave, newPhones, tftp, memory, render }: BenchResult): Target[] {
  const bound =
    (sign: '≥' | '≤') =>
    (part: Target['part'], label: string, value: number | undefined, limit: number, unit = ''): Target => ({
      part,
      label,
      value: value ?? null,
      unit,
      target: `${sign} ${limit}${unit && ` ${unit}`}`,
      met: value !== undefined && (sign === '≥' ? value >= limit : value <= limit),
    });
  const atLeast = bound('≥');
  const atMost = bound('≤');
  const targets = [
    atLeast('known', 'Known phones, 1 connection, against a bare server', known?.ratio1, 0.75),
    atLeast('known', 'Known phones, 32 connections, against a bare server', known?.ratio32, 0.75),
    atLeast('known', 'The same, nine tenths of the files on disk', known?.ratio32Disk, 0.3),
    atMost('massSave', 'Saving the base config of all phones', massSave?.saveMs, 150, 'ms'),
    atMost('massSave', 'Phones in the minute after it, p99.9', massSave?.p999Ms, 100, 'ms'),
    {
      ...atMost(
        'massSave',
        'Slowest after, against slowest before',
        ratioOf(massSave?.worstMs, massSave?.worstBeforeMs),
        3,
      ),
      target: '≤ 3 times',
    },
    atMost('massSave', 'Superseded files after the answer', massSave?.staleAfter, 0),
    atMost('massSave', 'All warm again after', massSave?.warmMs, 30_000, 'ms'),
    atLeast('newPhones', 'Never-seen phones', newPhones?.perSecond, 700, '/s'),
    atLeast(
      'newPhones',
      'Never-seen phones in the large fleet, against that',
      ratioOf(newPhones?.perSecondAt50k, newPhones?.perSecond),
      0.8,
    ),
    atLeast('tftp', 'TFTP transfers, 8 clients', tftp?.perSecond, 6_000, '/s'),
    atMost('memory', 'Memory of the phone process, large fleet', memory?.rssMb, 350, 'MB'),
    atMost('render', 'One rendering in the worker', render?.ms, 1, 'ms'),
  ];
  return targets.map((target) =>
    Number.isNaN(target.value) ? { ...target, value: null, met: false } : target,
  );
}

function ratioOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Number((a / b).toFixed(3));
}
