import { CommanderError } from 'commander';
import { EXIT } from './cli/exit-codes';
import { createProgram } from './commands/program';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // It has said what is wrong. Help and the like, asked for, are no error.
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
}
