import type { Command } from 'commander';
import type { AppError } from '../../lib/shared/errors';

/** The command that others are filed under, e.g. `offhook user …`; made by whoever comes first. */
export function commandGroup(program: Command, name: string, description: string): Command {
  return (
    program.commands.find((command) => command.name() === name) ??
    program.command(name).description(description)
  );
}

/** Ends the command with one line on standard error and exit status 1. */
export function refuse(error: AppError): void {
  console.error(`offhook: ${error.message}`);
  process.exitCode = 1;
}
