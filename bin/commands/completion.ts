import type { Command } from 'commander';
import { appError } from '../../lib/shared/errors';
import { fail } from '../cli/command';
import { bashCompletion, fishCompletion, zshCompletion } from '../cli/completion';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export function register(program: Command): void {
  program
    .command('completion <shell>')
    .description('print what makes bash, zsh or fish complete commands and options of offhook')
    .action((shell: string) => {
      const write = Object.entries(SHELLS).find(([name]) => name === shell)?.[1];
      if (!write)
        return fail(appError('invalid', `There is completion for ${Object.keys(SHELLS).join(', ')}.`), false);
      process.stdout.write(write(program));
    });
}
