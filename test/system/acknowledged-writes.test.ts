import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startOffhook, waitFor } from '../../scripts/test/offhook-server.mjs';
import { restClient } from '../compat/rest-client';
import { descendants } from './processes';

type Server = Awaited<ReturnType<typeof startOffhook>>;

const WRITES = 1_000;
const WRITERS = 16;
/** Acknowledged writes after which the console is killed. */
const KILL_AFTER = 500;
/** On a busy machine a write takes its time. */
const LIMIT_MS = 300_000;

const written = z.looseObject({
  id: z.string(),
  X_parts: z.record(z.string(), z.unknown()),
  X_sum: z.string(),
});

let server: Server;
let rest: ReturnType<typeof restClient>;
beforeAll(async () => {
  server = await startOffhook({});
  rest = restClient(`${server.consoleUrl}/0.2`, server.token);
});
afterAll(() => server.stop());

/** A document of some kilobytes that tells whether it is whole, and which write it comes from. */
function content(n: number): { X_parts: Record<string, unknown>; X_sum: string } {
  const X_parts = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`part${i}`, { write: n, text: `${n}/${i} `.repeat(8) }]),
  );
  return { X_parts, X_sum: sum(X_parts) };
}

function sum(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Which write the document holds; throws when it is not the whole of one. */
function writeIn(document: unknown): number {
  const { X_parts, X_sum } = written.parse(document);
  expect(sum(X_parts)).toBe(X_sum);
  return z.looseObject({ write: z.number() }).parse(X_parts.part0).write;
}

/** New documents, and new contents of old ones. */
function requestOf(n: number): { method: string; path: string; body: unknown } {
  const device = { ...content(n), config: `config-${n % 20}` };
  switch (n % 4) {
    case 0:
      return { method: 'POST', path: '/dev_mgr/devices', body: { device: { id: `device-${n}`, ...device } } };
    case 1:
      return { method: 'PUT', path: `/dev_mgr/devices/rewritten-${n % 20}`, body: { device } };
    case 2: {
      const config = { id: `config-${n}`, parent_ids: [], raw_config: {}, ...content(n) };
      return { method: 'POST', path: '/cfg_mgr/configs', body: { config } };
    }
    default: {
      const config = { parent_ids: [], raw_config: { X_n: n }, ...content(n) };
      return { method: 'PUT', path: `/cfg_mgr/configs/rewritten-${n % 20}`, body: { config } };
    }
  }
}

async function list(path: string, member: string): Promise<Map<string, unknown>> {
  const answer = z
    .record(z.string(), z.array(z.looseObject({ id: z.string() })))
    .parse(JSON.parse((await rest({ path })).text));
  return new Map((answer[member] ?? []).map((document) => [document.id, document]));
}

describe('kill -9 of the console in the middle of 1,000 writes', () => {
  it(
    'loses no acknowledged write and leaves no half-written document',
    async () => {
      for (let i = 0; i < 20; i += 1) {
        const whole = content(0);
        await rest({
          method: 'POST',
          path: '/dev_mgr/devices',
          body: { device: { id: `rewritten-${i}`, ...whole } },
        });
        const config = { id: `rewritten-${i}`, parent_ids: [], raw_config: {}, ...whole };
        await rest({ method: 'POST', path: '/cfg_mgr/configs', body: { config } });
      }
      const console = descendants(server.child.pid ?? -1).find(({ command }) =>
        command.includes('/console.mjs'),
      );
      if (!console) throw new Error('there is no console process');

      /** Of each write: when it was sent and acknowledged, by a counter of such moments. */
      const sent = new Map<number, { at: number; acknowledgedAt: number | null }>();
      let moment = 0;
      let acknowledged = 0;
      let next = 1;
      const writer = async (): Promise<void> => {
        while (next <= WRITES) {
          const n = next++;
          const write = { at: (moment += 1), acknowledgedAt: null as number | null };
          sent.set(n, write);
          const status = await rest(requestOf(n)).then(
            (answer) => answer.status,
            () => null, // cut off, or nobody listens
          );
          if (status === null) {
            await waitFor(
              () =>
                rest({ path: '/status' }).then(
                  (answer) => answer.status === 200,
                  () => false,
                ),
              30_000,
            );
            continue;
          }
          expect(status).toBeLessThan(300);
          write.acknowledgedAt = moment += 1;
          acknowledged += 1;
          if (acknowledged === KILL_AFTER) process.kill(console.pid, 'SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      const cut = [...sent].filter(([, { acknowledgedAt }]) => acknowledgedAt === null).map(([n]) => n);
      expect(acknowledged + cut.length).toBe(WRITES);
      // Every writer had a request under way, but for those that ended at that moment.
      expect(cut.length).toBeGreaterThan(0);
      expect(cut.length).toBeLessThanOrEqual(2 * WRITERS);

      const stored = {
        devices: await list('/dev_mgr/devices', 'devices'),
        configs: await list('/cfg_mgr/configs', 'configs'),
      };
      for (const [n, { acknowledgedAt }] of sent) {
        const { method, path, body } = requestOf(n);
        const kind = path.startsWith('/dev_mgr') ? stored.devices : stored.configs;
        if (method === 'POST') {
          const id = String(
            Object.values(z.record(z.string(), z.object({ id: z.string() })).parse(body))[0]?.id,
          );
          const document = kind.get(id);
          if (acknowledgedAt !== null || document !== undefined) expect(writeIn(document)).toBe(n);
        }
      }
      // A rewritten document holds a write that no acknowledged one, sent after its own acknowledgement, has replaced.
      for (const [kind, remainder] of [
        [stored.devices, 1],
        [stored.configs, 3],
      ] as const) {
        for (let i = 0; i < 20; i += 1) {
          const mine = [...sent.keys()].filter((n) => n % 20 === i && n % 4 === remainder);
          if (mine.length === 0) continue;
          const found = writeIn(kind.get(`rewritten-${i}`));
          expect(mine).toContain(found);
          const end = sent.get(found)?.acknowledgedAt ?? Infinity;
          const lost = mine.filter(
            (n) => sent.get(n)?.acknowledgedAt !== null && (sent.get(n)?.at ?? 0) > end,
          );
          expect({ found, lost }).toEqual({ found, lost: [] });
        }
      }
    },
    LIMIT_MS,
  );
});
