import { MOVED_KINDS, type MoveReport, type MovedKind } from '../../lib/domain/moving/report';

const NAMES: Record<MovedKind, string> = {
  tenant: 'tenants',
  parameter: 'parameters',
  template: 'templates',
  config: 'configs',
  device: 'devices',
};
const EXAMPLES = 5;

/** The report of an import, for people. */
export function printMoveReport(report: MoveReport): void {
  const lines = [
    report.dryRun
      ? 'Nothing was changed. This is what an import would do:'
      : `${report.path} was taken over.`,
    '',
    row(['', report.dryRun ? 'new' : 'created', 'updated', 'the same', 'kept', 'not taken']),
    ...MOVED_KINDS.map((kind) => {
      const { created, updated, unchanged, kept, refused } = report.counts[kind];
      return row([NAMES[kind], ...[created, updated, unchanged, kept, refused].map(String)]);
    }),
  ];
  if (report.plugins.length > 0) {
    lines.push('', 'Plugins:');
    for (const { id, line, devices, templates, packages, suggestions } of report.plugins) {
      const about = [
        `${devices} devices`,
        ...(templates > 0 ? [`${templates} templates`] : []),
        ...(packages.length > 0 ? [`packages to install again: ${packages.join(' ')}`] : []),
      ].join(', ');
      const here =
        line ??
        (suggestions.length > 0
          ? `none of this name; ${suggestions.join(', ')} would serve its phones`
          : 'none of this name');
      lines.push(`  ${id} → ${here} (${about})`);
    }
  }
  for (const { kind, reason, count, examples } of report.reasons) {
    lines.push('', `${kind}, ${reason.replaceAll('_', ' ')}: ${count}`);
    for (const { id, message } of examples.slice(0, EXAMPLES)) lines.push(`  ${id}: ${message}`);
    if (count > EXAMPLES) lines.push('  … (--notes FILE writes them all)');
  }
  console.log(lines.map(printable).join('\n'));
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(12) : cell.padStart(10))).join('');
}

/** Texts of the folder must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�');
}
