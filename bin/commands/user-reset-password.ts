import type { Command } from 'commander';
import { readEnv } from '../../lib/env';
import { FIRST_ADMINISTRATOR } from '../../lib/services/setup/set-up';
import { resetPassword } from '../../lib/services/users/reset-password';
import { withCommandDatabase } from '../process/command-database';
import { commandGroup, refuse } from './command-group';

export function register(program: Command): void {
  commandGroup(program, 'user', 'users of the console')
    .command('reset-password')
    .argument('[username]', 'whose password', FIRST_ADMINISTRATOR)
    .description('give a user a new password, print it, and end their sessions')
    .action(async (username: string) => {
      const env = readEnv();
      const reset = env.ok
        ? await withCommandDatabase(env.value, (database) => resetPassword(database, username))
        : env;
      if (!reset.ok) return refuse(reset.error);
      console.log(`The new password of ${username}: ${reset.value}`);
    });
}
