import { spawn } from 'node:child_process';
import fs from 'node:fs';

const LIMIT_MS = 20 * 60_000;

/** Runs a suite, shows its output when it fails, and counts its tests. */
export async function runSuite(suite) {
  const startedAt = Date.now();
  const report = `.cache/test/${suite.name}.json`;
  const log = `.cache/test/${suite.name}.log`;
  fs.rmSync(report, { force: true });
  const exitCode = await run(suite, log);
  const counts = suite.count === 'exit code' ? byExitCode(exitCode) : byReport(report, suite.count, exitCode);
  const result = { name: suite.name, seconds: Math.round((Date.now() - startedAt) / 1_000), ...counts };
  if (result.failed > 0) console.log(`\n──── ${suite.name} ────\n${fs.readFileSync(log, 'utf8').trim()}\n`);
  console.log(`${result.failed > 0 ? '✗' : '✓'} ${suite.name} (${result.seconds} s)`);
  return result;
}

function run({ command, env = {} }, log) {
  const output = fs.openSync(log, 'w');
  return new Promise((resolve) => {
    // A group of its own, so that a suite that takes too long goes with all that it has started.
    const child = spawn(process.execPath, command, {
      stdio: ['ignore', output, output],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
      detached: true,
    });
    const end = (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      fs.closeSync(output);
      resolve(code);
    };
    const stop = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // it has just ended by itself
      }
    };
    const interrupted = () => {
      stop();
      process.exit(130);
    };
    const limit = setTimeout(() => {
      fs.writeSync(output, `\nStopped after ${LIMIT_MS / 60_000} minutes.\n`);
      stop();
    }, LIMIT_MS);
    process.on('SIGINT', interrupted);
    process.on('SIGTERM', interrupted);
    child.once('error', () => end(1));
    child.once('exit', (code) => end(code ?? 1));
  });
}

const byExitCode = (exitCode) => ({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1 });

/** A run that failed without a failed test (it could not start, or ran nothing) counts as one failure. */
function byReport(file, kind, exitCode) {
  const { passed, failed, skipped } = COUNTERS[kind](readJson(file));
  const broken = (exitCode !== 0 && failed === 0) || passed + failed === 0;
  return { passed, failed: broken ? failed + 1 : failed, note: skipped > 0 ? `${skipped} skipped` : '' };
}

const COUNTERS = {
  vitest: (report) => ({
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }),
  playwright: (report) => ({
    passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0),
    failed: report?.stats?.unexpected ?? 0,
    skipped: report?.stats?.skipped ?? 0,
  }),
};

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
