import type { Env } from '../../lib/env';
import type { SetUpOutcome } from '../../lib/services/setup/set-up';

/** Tells the person who typed `npm start` where to go; the generated password is shown here and never again. */
export function announce(env: Env, outcome: SetUpOutcome): void {
  const lines = [
    'Offhook is running.',
    '',
    `  Console   ${env.consoleUrl}`,
    `  Phones    ${outcome.publicUrl} and TFTP on UDP port ${env.tftpPort}`,
  ];
  if (outcome.administrator) {
    lines.push('', `  User      ${outcome.administrator.username}`);
    const { generatedPassword } = outcome.administrator;
    if (generatedPassword)
      lines.push(
        `  Password  ${generatedPassword}`,
        '',
        '  The password is not shown again. Change it after signing in.',
      );
    else lines.push('  Password  the one in OFFHOOK_ADMIN_PASSWORD');
  }
  console.log(`\n${lines.join('\n')}\n`);
}
