import type { Env } from '../../lib/env';
import type { SetUpOutcome } from '../../lib/services/setup/set-up';

/** Tells the person who typed `npm start` where to go; the generated password is shown here and never again. */
export function announce(env: Env, outcome: SetUpOutcome): void {
  const lines = [
    'Offhook is running.',
    '',
    `  Console   ${env.consoleUrl}`,
    // What the processes take: the variable comes before what is stored.
    `  Phones    ${env.publicUrl ?? outcome.publicUrl} and TFTP on UDP port ${env.tftpPort}`,
  ];
  console.log(`\n${lines.join('\n')}\n`);
  if (outcome.administrator) announceAdministrator(outcome.administrator);
}

/** The first administrator, and the password if it was generated. */
export function announceAdministrator({
  username,
  generatedPassword,
}: NonNullable<SetUpOutcome['administrator']>): void {
  console.log(`  User      ${username}`);
  console.log(`  Password  ${generatedPassword ?? 'the one in OFFHOOK_ADMIN_PASSWORD'}\n`);
  if (generatedPassword) console.log('  The password is not shown again. Change it after signing in.\n');
}
