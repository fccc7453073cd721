import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { matches } from '../../domain/selectors/match';
import { parseSelector } from '../../domain/selectors/selector';
import { everywhere, scopeOf } from '../../domain/tenants/scope';
import type { JsonObject, JsonValue } from '../../shared/json';
import { objectNode, plainObject } from '../../shared/json-text';
import { Keyring, generateKeyFile } from '../../shared/keyring';
import { createChangeWriter } from '../changes';
import { openDatabase, type Database } from '../client';
import { listConfigs } from '../configs/list';
import { insertConfig } from '../configs/write';
import { countDevices, listDevices } from '../devices/list';
import { deviceDocument } from '../devices/record';
import { insertDevice } from '../devices/write';

const MASTER = '11111111-1111-4111-8111-111111111111';
const SUB = '22222222-2222-4222-8222-222222222222';
const all = everywhere(MASTER);
const SEED = Number(process.env.SELECTOR_SEED ?? 7);
const DOCUMENTS = 150;
const SELECTORS = 1_500;

let testDatabase: TestDatabase;
let db: Database;
const documents = new Map<string, JsonObject>();

/** A small repeatable generator (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const random = generator(SEED);
function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick');
  return item;
}

const KEYS = ['a', 'b', '1', 'x y', 'é', '$d', '"q', "o'k", 'password'];
const SCALARS: JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  -5,
  1.5,
  10,
  1e21,
  '',
  'a',
  'ab',
  'b',
  '1',
  'é',
  '😀',
  '\uffee',
  "it's",
  '"',
  '\\',
];

function value(depth: number): JsonValue {
  const kind = random();
  if (depth === 0 || kind < 0.5) return pick(SCALARS);
  if (kind < 0.75) return Array.from({ length: Math.floor(random() * 3) }, () => value(depth - 1));
  return object(depth - 1);
}
function object(depth: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: Math.floor(random() * 4) }, () => [pick(KEYS), value(depth)]),
  );
}

function selectorValue(): JsonValue {
  const stored = pick([...documents.values()]);
  const inside = Object.values(stored);
  return random() < 0.5 || inside.length === 0 ? pick(SCALARS) : pick(inside);
}
function selector(): JsonObject {
  const entries = Array.from({ length: random() < 0.8 ? 1 : 2 }, (): [string, JsonValue] => {
    const fixed = random() < 0.15;
    const path = fixed
      ? [pick(['mac', 'sn', 'plugin', 'id', 'configured', 'is_new', 'tenant_uuid'])]
      : // What is inside a secret can't be reached: it is sealed as a whole.
        Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) =>
          pick(KEYS.slice(0, i === 0 ? KEYS.length : -1)),
        ).reverse();
    const operator = pick(['', '', '$in', '$nin', '$ne', '$gt', '$ge', '$lt', '$le', '$contains', '$exists']);
    const secret = path.includes('password');
    const wanted =
      fixed && random() < 0.6
        ? pick(['00:15:65:00:00:01', 's1', 'p', 'd3', true, false, MASTER])
        : selectorValue();
    if (operator === '') return [path.join('.'), wanted];
    if (operator === '$in' || operator === '$nin')
      return [path.join('.'), { [operator]: [wanted, selectorValue(), pick(SCALARS)] }];
    if (operator === '$exists') return [path.join('.'), { $exists: random() < 0.5 }];
    if (operator === '$ne') return [path.join('.'), { $ne: wanted }];
    if (secret) return [path.join('.'), wanted];
    if (operator === '$contains') return [path.join('.'), { $contains: wanted }];
    return [path.join('.'), { [operator]: pick([0, 1, 2, 'a', 'ab', 'é', '😀', '\uffee', '']) }];
  });
  return Object.fromEntries(entries);
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase({ url: testDatabase.url, keyring: new Keyring(generateKeyFile()) });
  const changes = createChangeWriter(db, { origin: 'test' });
  await changes.write(async (store) => {
    for (let i = 0; i < DOCUMENTS; i += 1) {
      const document: JsonObject = { ...object(4) };
      if (i % 3 === 0) document.mac = pick(['00:15:65:00:00:01', '00:15:65:00:00:02']);
      if (i % 4 === 0) document.sn = pick(['s1', 's2', 5, null, 'x'.repeat(600)]);
      if (i % 5 === 0) document.plugin = pick(['p', '', null]);
      const isNew = i % 2 === 0;
      const tenantId = isNew ? MASTER : SUB;
      const state = {
        tenantId,
        isNew,
        configured: i % 7 === 0,
        configError: null,
        remoteStateSipUsername: null,
      };
      await insertDevice(store, `d${i}`, objectNode(document), state);
      documents.set(`d${i}`, {
        ...document,
        id: `d${i}`,
        tenant_uuid: tenantId,
        is_new: isNew,
        configured: state.configured,
      });
    }
  });
  await changes.close();
});
afterAll(async () => {
  await db.close();
  await testDatabase.drop();
});

function parsed(text: JsonObject) {
  const result = parseSelector(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('selectors in SQL', () => {
  it(`select what they mean (seed ${SEED})`, async () => {
    let found = 0;
    for (let i = 0; i < SELECTORS; i += 1) {
      const text = selector();
      const reading = parseSelector(text);
      if (!reading.ok) continue; // an operand that looks like operators
      const query = reading.value;
      const want = [...documents].filter(([, document]) => matches(query, document)).map(([id]) => id);
      const got = await listDevices(db, all, { selector: query }, (record) => record.id);
      expect({ text, ids: [...got].sort() }).toEqual({ text, ids: [...want].sort() });
      if (want.length > 0 && want.length < DOCUMENTS) found += 1;
    }
    expect(found).toBeGreaterThan(SELECTORS / 10);
  });

  it('give documents in the order of creation, and back as they were', async () => {
    const got = await listDevices(db, all, { selector: [] }, (record) => plainObject(deviceDocument(record)));
    expect(got.map((document) => document.id)).toEqual([...documents.keys()].sort());
    for (const document of got) expect(document).toEqual(documents.get(String(document.id)));
  });

  it('stay inside the scope', async () => {
    const some = await listDevices(
      db,
      scopeOf(SUB),
      { selector: parsed({ id: { $in: ['d0', 'd1'] } }) },
      (r) => r.id,
    );
    expect(some).toEqual(['d1']);
    expect(await countDevices(db, scopeOf(SUB), [])).toBe(DOCUMENTS / 2);
  });

  it('sort, skip and limit', async () => {
    const ids = ['s0', 's1', 's2', 's3', 's4', 's5'];
    const values: (JsonValue | undefined)[] = [10, 9, 'b', undefined, 'a', ''];
    const changes = createChangeWriter(db, { origin: 'test' });
    for (const [i, id] of ids.entries()) {
      await changes.write((store) =>
        insertConfig(
          store,
          id,
          MASTER,
          objectNode({
            parent_ids: [],
            raw_config: {},
            X_s: 1,
            o: values[i] === undefined ? {} : { k: values[i] },
          }),
        ),
      );
    }
    await changes.close();
    const list = (sort: { path: string[]; descending: boolean }, more = {}) =>
      listConfigs(db, all, { selector: parsed({ X_s: 1 }), sort, ...more }, (record) => record.id);
    const path = ['o', 'k'];
    expect(await list({ path, descending: false })).toEqual(['s3', 's5', 's1', 's0', 's4', 's2']);
    expect(await list({ path, descending: true })).toEqual(['s2', 's4', 's0', 's1', 's3', 's5']);
    expect(await list({ path, descending: false }, { skip: 1, limit: 2 })).toEqual(['s5', 's1']);
    expect(await list({ path: ['id'], descending: true }, { limit: 1 })).toEqual(['s5']);
  });
});
