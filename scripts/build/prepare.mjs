import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withBuildLock } from './lock.mjs';
import { steps } from './steps.mjs';

/**
 * Brings the named steps up to date, in their order. Ends the process with one line and the tool's own output when a
 * step fails. Writes to standard error only: the output of `npm run -s offhook` belongs to the command.
 */
export async function prepare(names) {
  const stale = () => steps.filter((step) => names.includes(step.name) && !step.isCurrent());
  if (stale().length === 0) return;
  assertWritable();
  await withBuildLock(() => {
    // In order, each judged when its turn comes: a step may make the next one stale, or another process did the work.
    for (const step of steps.filter(({ name }) => names.includes(name))) {
      if (step.isCurrent()) continue;
      console.error(`offhook: ${step.doing} …`);
      const fingerprint = step.fingerprint();
      try {
        execFileSync(process.execPath, step.command(), {
          stdio: ['ignore', 'pipe', 'pipe'],
          env: step.env(),
          maxBuffer: 1 << 28,
        });
      } catch (cause) {
        console.error(`${cause.stdout ?? ''}${cause.stderr ?? ''}`.trim() || String(cause.message));
        console.error(`offhook: ${step.doing} failed; see above. ${step.remedy}`);
        process.exit(1);
      }
      step.record(fingerprint);
    }
  });
}

function assertWritable() {
  try {
    fs.mkdirSync('.cache', { recursive: true });
    fs.accessSync('.cache', fs.constants.W_OK);
    fs.accessSync('.', fs.constants.W_OK);
  } catch {
    console.error(
      `offhook: this user may not write into ${path.resolve('.')}. Make it the owner of the folder and try again.`,
    );
    process.exit(1);
  }
}
