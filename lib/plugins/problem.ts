/** Something wrong with a plugin folder, written for the person who mends it. */
export interface PluginProblem {
  /** `error`: the family is not loaded. `warning`: it works, but something in it is of no use or doubtful. */
  severity: 'error' | 'warning';
  /** Path of the file, from the family's folder. */
  file: string;
  /** 1-based; null when it concerns the file as a whole. */
  line: number | null;
  message: string;
  /** What to do about it. */
  remedy: string;
}

export function formatProblem(family: string, problem: PluginProblem): string {
  const where =
    [family, problem.file].filter(Boolean).join('/') + (problem.line === null ? '' : `:${problem.line}`);
  return `${where}: ${problem.severity}: ${problem.message}. ${problem.remedy}`;
}

export function hasErrors(problems: readonly PluginProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
