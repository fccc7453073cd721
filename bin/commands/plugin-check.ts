import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkFamily } from '../../lib/plugins/check';
import { formatProblem, hasErrors } from '../../lib/plugins/problem';
import { commandGroup } from './command-group';

export function register(program: Command): void {
  commandGroup(program, 'plugin', 'Work on plugin families')
    .command('check')
    .description('explain every problem of plugin families, with file, line and remedy')
    .argument('<folders...>', 'folders of families, e.g. plugins/yealink')
    .action(async (folders: string[]) => {
      for (const folder of folders) await checkOne(folder);
    });
}

async function checkOne(folder: string): Promise<void> {
  const name = basename(resolve(folder));
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    console.error(`offhook: ${folder} is no folder. Name the folder of a family, e.g. plugins/yealink.`);
    process.exitCode = 1;
    return;
  }
  const { family, problems } = await checkFamily(folder);
  for (const problem of problems) console.log(formatProblem(name, problem));
  if (hasErrors(problems)) process.exitCode = 1;
  const lines = family
    ? `${counted(family.lines.length, 'line')}, ${counted(Object.keys(family.preferredLine).length, 'model name')}`
    : 'not usable';
  const count = problems.length === 0 ? 'no problems' : counted(problems.length, 'problem');
  console.log(`${name}: ${lines}, ${count}`);
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
