import { readEnv, type Env } from '../../lib/env';
import { createLogger, type Logger } from '../../lib/shared/logger';
import type { Result } from '../../lib/shared/result';
import { BEAT_MS, DRAIN_MS, EXIT_UNUSABLE, stopMessage, type ChildMessage } from './messages';

export interface RunningService {
  /** Takes nothing new, finishes what runs, closes everything. Given up after 6 s. */
  stop(): Promise<void>;
}

export interface ServiceContext {
  env: Env;
  log: Logger;
}

/**
 * The life of a process that the supervisor runs: reads the environment, starts, reports, and ends on SIGTERM, on the
 * supervisor's word or on its death. A failure that `start` returns is one line on standard error; the supervisor
 * then does not start the process again.
 */
export async function runService(
  name: 'console' | 'phones' | 'worker',
  start: (context: ServiceContext) => Promise<Result<RunningService>>,
): Promise<void> {
  const env = readEnv();
  if (!env.ok) return unusable(name, env.error.message);
  const log = createLogger(name, env.value.logLevel);

  let service: RunningService | null = null;
  let ending = false;
  const end = async (exitCode: number, why: string): Promise<void> => {
    if (ending) return;
    ending = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(exitCode || 1), DRAIN_MS).unref();
    await service?.stop().catch((cause: unknown) => log.error({ err: cause }, 'stopping failed'));
    process.exit(exitCode);
  };

  process.on('SIGTERM', () => void end(0, 'SIGTERM'));
  process.on('SIGINT', () => void end(0, 'SIGINT'));
  process.on(
    'message',
    (message) => void (stopMessage.safeParse(message).success && end(0, 'the supervisor stops')),
  );
  process.on('disconnect', () => void end(1, 'the supervisor is gone'));
  process.on('uncaughtException', (cause) => {
    log.fatal({ err: cause }, 'fault');
    process.exit(1);
  });

  const started = await start({ env: env.value, log });
  if (!started.ok) return unusable(name, started.error.message);
  service = started.value;
  tellSupervisor({ type: 'ready' });
  setInterval(() => tellSupervisor({ type: 'alive' }), BEAT_MS).unref();
}

function tellSupervisor(message: ChildMessage): void {
  if (process.connected) process.send?.(message);
}

function unusable(name: string, why: string): void {
  console.error(`offhook ${name}: ${why}`);
  process.exit(EXIT_UNUSABLE);
}
