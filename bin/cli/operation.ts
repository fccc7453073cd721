import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import type { Api } from './api';
import { createProgress } from './progress';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;
/** A phone that is rebooting answers within a minute; a firmware of a few hundred MB is there within the hour. */
const LIMIT_MS = 3_600_000;

const STATUS = /^(?:(\w+)\|)?(waiting|progress|success|fail)(?:;(\d+)(?:\/(\d+))?)?/;
/** `error`: why it failed, told by Offhook and not by wazo-provd. */
const shape = z.object({ status: z.string(), error: z.string().optional() });

/** Starts what `POST path` starts, follows it with a bar until it ends, and removes its monitor. */
export async function startAndFollow(
  api: Api,
  path: string,
  body: unknown,
  label: string | null,
): Promise<Result<void>> {
  const started = await api.call('POST', path, { body });
  if (!started.ok) return started;
  // Only the number counts: a proxy may serve the API below another path than the server knows.
  const number = /\/(\d+)\/?$/.exec(started.value.location ?? '')?.[1];
  if (number === undefined) return ok(undefined);
  const monitor = `${path}/${number}`;
  const progress = label === null ? null : createProgress(label, 'bytes');
  try {
    return await follow(api, monitor, (current, end) => progress?.at(current, end));
  } finally {
    progress?.clear();
    await api.call('DELETE', monitor); // else it stays until the server forgets it
  }
}

/** Has a phone fetch its files, and waits until it was told. */
export function synchronize(api: Api, id: string): Promise<Result<void>> {
  return startAndFollow(api, '/0.2/dev_mgr/synchronize', { id }, null);
}

async function follow(
  api: Api,
  monitor: string,
  tell: (current: number, end: number | null) => void,
): Promise<Result<void>> {
  const deadline = Date.now() + LIMIT_MS;
  for (let pause = FIRST_WAIT_MS; Date.now() < deadline; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    const answer = await api.get(`${monitor}?error=true`, shape);
    if (!answer.ok) return answer;
    const [, label, state, current, end] = STATUS.exec(answer.value.status) ?? [];
    if (state === 'success') return ok(undefined);
    if (state === 'fail' || state === undefined) {
      const what = label === undefined ? '' : ` (${label})`;
      const why = answer.value.error ?? 'The log of the server says why.';
      return err(
        appError('internal', `It failed${what}${answer.value.error === undefined ? '. ' : ': '}${why}`),
      );
    }
    if (current !== undefined) tell(Number(current), end === undefined ? null : Number(end));
    await wait(pause);
  }
  return err(appError('unavailable', 'It has not ended within an hour. It may still go on.'));
}
