import { targetsOf, type BenchResult } from './result';

/** The result for people. */
export function tableOf(result: BenchResult): string {
  const rows = targetsOf(result)
    .filter(({ part }) => result[part] !== undefined)
    .map(({ label, value, unit, target, met }) => [
      label,
      value === null ? 'no figure' : `${number(value)}${unit && ` ${unit}`}`,
      target,
      met ? 'PASS' : 'FAIL',
    ]);
  const { machine } = result;
  const notes = [...figuresOf(result), ...Object.entries(machine.notes)].map(([name, value]) => [
    name,
    number(value),
  ]);
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryMb} MB, Node ${machine.node}, load before ${machine.loadBefore}`,
    `${machine.phones} phones, large fleet ${machine.largeFleet}, ${machine.seconds} s${machine.quick ? '; a quick run only indicates' : ''}`,
    '',
    ...columns([['', 'measured', 'target', ''], ...rows]),
    '',
    ...columns(notes).map((line) => `  ${line}`),
    ...(machine.void === undefined ? [] : ['', `VOID: ${machine.void}`]),
    '',
  ].join('\n');
}

/** Figures of the parts that have no target by themselves. */
function figuresOf({ known, massSave, newPhones }: BenchResult): [string, number][] {
  return [
    ...(known
      ? ([
          ['known: requests/s', known.rps32],
          ['known: p99 in ms', known.p99_32],
          ['known: µs of processor per request', known.cpuUs],
          ['bare: requests/s', known.bareRps32],
          ['bare: µs of processor per request', known.bareCpuUs],
        ] satisfies [string, number][])
      : []),
    ...(massSave
      ? ([
          ['save: slowest before, ms', massSave.worstBeforeMs],
          ['save: slowest after, ms', massSave.worstMs],
        ] satisfies [string, number][])
      : []),
    ...(newPhones
      ? ([['new phones/s in the large fleet', newPhones.perSecondAt50k]] satisfies [string, number][])
      : []),
  ];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   '),
  );
}

function number(value: number): string {
  return Math.abs(value) >= 1_000
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toFixed(3)));
}
