import { CommanderError } from 'commander';
import { createProgram } from '../../bin/commands/program';

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs `offhook` in this process, with nothing of the environment but `env`. One at a time. */
export async function runOffhook(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const before = { env: process.env, exitCode: process.exitCode, log: console.log, error: console.error };
  const write = process.stdout.write.bind(process.stdout);
  const out: string[] = [];
  const errors: string[] = [];
  process.env = { NODE_ENV: 'test', HOME: '/nonexistent', PATH: process.env.PATH, ...env };
  process.exitCode = undefined;
  console.log = (...texts: unknown[]) => out.push(`${texts.join(' ')}\n`);
  console.error = (...texts: unknown[]) => errors.push(`${texts.join(' ')}\n`);
  process.stdout.write = (text: string | Uint8Array) => out.push(text.toString()) > 0;
  try {
    const program = createProgram();
    const quiet = {
      writeOut: (text: string) => out.push(text),
      writeErr: (text: string) => errors.push(text),
    };
    for (const command of [program, ...program.commands, ...program.commands.flatMap((c) => c.commands)])
      command.configureOutput(quiet);
    await program.parseAsync(['node', 'offhook', ...args]);
    return { status: Number(process.exitCode ?? 0), stdout: out.join(''), stderr: errors.join('') };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { status: error.exitCode === 0 ? 0 : 2, stdout: out.join(''), stderr: errors.join('') };
  } finally {
    process.env = before.env;
    process.exitCode = before.exitCode;
    console.log = before.log;
    console.error = before.error;
    process.stdout.write = write;
  }
}
