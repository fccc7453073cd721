import type { Command } from 'commander';
import { z } from 'zod';
import { readEnv } from '../../lib/env';
import { fail, finish, jsonCommand } from '../cli/command';
import { EXIT } from '../cli/exit-codes';
import { checkDatabase } from '../doctor/database';
import { good, type Finding } from '../doctor/finding';
import { checkDisk, checkFolder, checkKeys } from '../doctor/folder';
import { checkConsole, checkDhcp, checkPhoneHttp, checkPublicUrl, checkTftp } from '../doctor/network';

const MARKS = { ok: 'ok  ', warning: 'WARN', failure: 'FAIL', skipped: '-   ' } as const;

export function register(program: Command): void {
  jsonCommand(program, 'doctor', 'look whether this installation is well, and say what to do where it is not')
    .option('--no-dhcp', 'do not ask for an offer on this network')
    .action(async (_options, command: Command) => {
      const options = z.object({ json: z.boolean().default(false), dhcp: z.boolean() }).parse(command.opts());
      const env = readEnv();
      if (!env.ok) return fail(env.error, options.json);
      const settings = env.value;
      const { findings: database, known } = await checkDatabase(settings);
      const findings = [
        good('settings', 'Every variable of the environment can be used.'),
        checkFolder(settings),
        checkKeys(settings),
        checkDisk(settings),
        ...database,
        ...(await Promise.all([
          checkConsole(settings),
          checkPhoneHttp(settings),
          checkTftp(settings),
          checkPublicUrl(known.publicUrl),
          ...(options.dhcp ? [checkDhcp(known)] : []),
        ])),
      ];
      const exitCode = findings.some(({ status }) => status === 'failure') ? EXIT.failed : EXIT.done;
      finish(
        { ok: true, value: { data: findings, lines: findings.flatMap(linesOf), exitCode } },
        options.json,
      );
    });
}

function linesOf({ check, status, message, remedy }: Finding): string[] {
  const line = `${MARKS[status]}  ${check.padEnd(11)}  ${message}`;
  return remedy === undefined ? [line] : [line, `${' '.repeat(19)}${remedy}`];
}
