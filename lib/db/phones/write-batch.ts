import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { CHANGE_CHANNEL, type Change } from '../../domain/changes/change';
import type { CreateWrite, NewConfig, PatchWrite, PhoneWrite, WriteResult } from '../../domain/phones/write';
import { jsonText, nodeOf, type ObjectNode } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';
import { deviceProjection } from '../devices/record';
import { parsedObject, sealDocument } from '../secrets';
import { applyPatch } from './apply-patch';

/** Serialises creations over all phone processes: two of them that see a new phone at once make one device of it. */
export const CREATION_LOCK = 727_370_442;
/** Ids in one notification; its payload has to stay below 8,000 bytes. */
const IDS_PER_CHANGE = 100;

export interface WriteContext {
  pool: pg.Pool;
  keyring: Keyring;
  /** Id of this process. */
  origin: string;
}

export interface WrittenBatch {
  results: WriteResult[];
  /** Of everything that was written. */
  revision: number;
}

/** Sends all writes of a window in one transaction, with few statements whatever their number. Order does not matter. */
export async function writeBatch(
  context: WriteContext,
  writes: readonly PhoneWrite[],
): Promise<WrittenBatch> {
  const client = await context.pool.connect();
  let broken = false;
  try {
    const begun: unknown = await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(${CREATION_LOCK}); SELECT nextval('offhook_revision')::text AS revision`,
    );
    const revision = lastValue(begun);
    const creates = writes.filter((write) => write.kind === 'create');
    const patches = writes.filter((write) => write.kind === 'patch');
    const created = await insertDevices(client, context.keyring, creates, revision);
    const patched = await patchDevices(client, context.keyring, patches, revision);
    await notify(client, context.origin, revision, { ...patched, devices: [...created, ...patched.devices] });
    await client.query('COMMIT');
    const done = new Set([...created, ...patched.devices]);
    const results = writes.map((write) =>
      done.has(write.id) ? 'written' : write.kind === 'create' ? 'conflict' : 'unchanged',
    );
    return { results, revision: Number(revision) };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The single value of the last result of a query of several statements. */
function lastValue(results: unknown): string {
  const last: unknown = Array.isArray(results) ? results.at(-1) : results;
  const rows: unknown = typeof last === 'object' && last !== null && 'rows' in last ? last.rows : null;
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  if (typeof row === 'object' && row !== null && 'revision' in row) return String(row.revision);
  throw new Error('the sequence offhook_revision gave nothing');
}

/** One row for each new device; a device whose MAC address is taken, or whose id is there already, is left out. */
const INSERT_DEVICES = `
WITH fresh AS (
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bool[], $15::text[], $16::text[])
    AS n(id, tenant_id, body, search, mac, ip, sn, uuid, vendor, model, version, plugin, config, configured, error, sip)
), written AS (
  INSERT INTO device (id, tenant_id, body, search, mac, ip, sn, uuid, vendor, model, version, plugin, config, configured,
    config_error, is_new, remote_state_sip_username, revision)
  SELECT id, tenant_id, body::json, search::jsonb, mac, ip, sn, uuid, vendor, model, version, plugin, config, configured,
    error::jsonb, true, sip, $17
  FROM fresh WHERE mac IS NULL OR NOT EXISTS (SELECT 1 FROM device WHERE device.mac = fresh.mac)
  ON CONFLICT (id) DO NOTHING RETURNING id
), configs AS (
  INSERT INTO config (id, tenant_id, body, search, parent_ids, transient, revision)
  SELECT id, tenant_id, body::json, search::jsonb, ARRAY(SELECT json_array_elements_text(parents::json)), true, $17
  FROM unnest($18::text[], $19::text[], $20::uuid[], $21::text[], $22::text[], $23::text[])
    AS c(device, id, tenant_id, body, search, parents)
  WHERE device IN (SELECT id FROM written) ON CONFLICT (id) DO NOTHING RETURNING id
), lines AS (
  INSERT INTO line (config_id, position, tenant_id, username, display_name, number, registrar_ip)
  SELECT l.* FROM unnest($24::text[], $25::int[], $26::uuid[], $27::text[], $28::text[], $29::text[], $30::text[])
    AS l(config_id, position, tenant_id, username, display_name, number, registrar_ip)
  WHERE config_id IN (SELECT id FROM configs)
)
SELECT id FROM written`;

async function insertDevices(
  client: pg.PoolClient,
  keyring: Keyring,
  writes: readonly CreateWrite[],
  revision: string,
): Promise<string[]> {
  if (writes.length === 0) return [];
  const sealed = writes.map((write) => {
    const document: ObjectNode = {
      kind: 'object',
      members: new Map([
        ['id', nodeOf(write.id)],
        ...Object.entries(write.members).map(([k, v]) => [k, nodeOf(v)] as const),
        ['added', nodeOf('auto')],
      ]),
    };
    return sealDocument(keyring, 'device', write.id, document);
  });
  const member = (key: keyof CreateWrite['members']): (string | null)[] =>
    writes.map((w) => w.members[key] ?? null);
  const configs = writes.flatMap((write) =>
    write.config ? [{ device: write.id, config: write.config }] : [],
  );
  const { rows } = await client.query<{ id: string }>({
    name: 'offhook-phones-insert',
    text: INSERT_DEVICES,
    values: [
      writes.map((w) => w.id),
      writes.map((w) => w.tenantId),
      sealed.map((s) => s.body),
      sealed.map((s) => s.search),
      member('mac'),
      member('ip'),
      member('sn'),
      member('uuid'),
      member('vendor'),
      member('model'),
      member('version'),
      member('plugin'),
      member('config'),
      writes.map((w) => w.outcome.configured),
      writes.map((w) => (w.outcome.error ? JSON.stringify(w.outcome.error) : null)),
      writes.map((w) => w.remoteStateSipUsername),
      revision,
      ...configColumns(configs),
    ],
  });
  return rows.map((row) => row.id);
}

function configColumns(configs: readonly { device: string; config: NewConfig }[]): unknown[] {
  const lines = configs.flatMap(({ config }) => config.lines.map((line) => ({ ...line, config })));
  return [
    configs.map((c) => c.device),
    configs.map((c) => c.config.id),
    configs.map((c) => c.config.tenantId),
    configs.map((c) => c.config.body),
    configs.map((c) => c.config.search),
    configs.map((c) => JSON.stringify(c.config.parentIds)),
    lines.map((l) => l.config.id),
    lines.map((l) => l.position),
    lines.map((l) => l.config.tenantId),
    lines.map((l) => l.username),
    lines.map((l) => l.displayName),
    lines.map((l) => l.number),
    lines.map((l) => l.registrarIp),
  ];
}

const UPDATE_DEVICES = `
UPDATE device SET body = u.body::json, search = (device.search - ARRAY(SELECT json_array_elements_text(u.removed::json)))
    || u.added::jsonb,
  mac = u.mac, ip = u.ip, sn = u.sn, uuid = u.uuid, vendor = u.vendor, model = u.model, version = u.version,
  plugin = u.plugin, config = u.config, configured = u.configured, config_error = u.error::jsonb,
  remote_state_sip_username = u.sip, revision = $16, updated_at = now()
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::text[], $11::text[], $12::text[], $13::text[], $14::bool[], $15::text[], $17::text[])
  AS u(id, body, removed, added, mac, ip, sn, uuid, vendor, model, version, plugin, config, configured, error, sip)
WHERE device.id = u.id`;

/** Configs of patched devices: only for a device that took it. */
const INSERT_CONFIGS = `
WITH configs AS (
  INSERT INTO config (id, tenant_id, body, search, parent_ids, transient, revision)
  SELECT id, tenant_id, body::json, search::jsonb, ARRAY(SELECT json_array_elements_text(parents::json)), true, $1
  FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[])
    AS c(device, id, tenant_id, body, search, parents)
  ON CONFLICT (id) DO NOTHING RETURNING id
)
INSERT INTO line (config_id, position, tenant_id, username, display_name, number, registrar_ip)
SELECT l.* FROM unnest($8::text[], $9::int[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::text[])
  AS l(config_id, position, tenant_id, username, display_name, number, registrar_ip)
WHERE config_id IN (SELECT id FROM configs)`;

interface StoredDevice {
  id: string;
  body: string;
  configured: boolean;
  error: unknown;
  sip: string | null;
}

interface Changed {
  devices: string[];
  configs: string[];
}

async function patchDevices(
  client: pg.PoolClient,
  keyring: Keyring,
  writes: readonly PatchWrite[],
  revision: string,
): Promise<Changed> {
  if (writes.length === 0) return { devices: [], configs: [] };
  const ids = [...new Set(writes.map((write) => write.id))];
  const { rows } = await client.query<StoredDevice>({
    name: 'offhook-phones-lock',
    text: `SELECT id, body::text AS body, configured, config_error AS error, remote_state_sip_username AS sip
      FROM device WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
    values: [ids],
  });
  const changed = rows.flatMap((row) => {
    const state = patchRow(
      row,
      writes.filter((write) => write.id === row.id),
    );
    return state ? [state] : [];
  });
  if (changed.length === 0) return { devices: [], configs: [] };
  const projections = changed.map((c) => deviceProjection(c.document));
  await client.query({
    name: 'offhook-phones-update',
    text: UPDATE_DEVICES,
    values: [
      changed.map((c) => c.id),
      changed.map((c) => jsonText(c.document)),
      changed.map((c) => JSON.stringify(c.removed)),
      changed.map((c) => JSON.stringify(c.set)),
      projections.map((p) => p.mac),
      projections.map((p) => p.ip),
      projections.map((p) => p.sn),
      projections.map((p) => p.uuid),
      projections.map((p) => p.vendor),
      projections.map((p) => p.model),
      projections.map((p) => p.version),
      projections.map((p) => p.plugin),
      projections.map((p) => p.config),
      changed.map((c) => c.configured),
      changed.map((c) => (c.error === null ? null : JSON.stringify(c.error))),
      revision,
      changed.map((c) => c.sip),
    ],
  });
  const configs = changed.flatMap((c) => (c.config ? [{ device: c.id, config: c.config }] : []));
  if (configs.length > 0) {
    await client.query({
      name: 'offhook-phones-configs',
      text: INSERT_CONFIGS,
      values: [revision, ...configColumns(configs)],
    });
  }
  return { devices: changed.map((c) => c.id), configs: configs.map((c) => c.config.id) };
}

/** The row after all its patches, or null when they change nothing. */
function patchRow(row: StoredDevice, writes: readonly PatchWrite[]) {
  // Secrets stay sealed: a patch never touches them.
  let document = parsedObject(row.body, `device ${row.id}`);
  const set: Record<string, string> = {};
  const removed = new Set<string>();
  let { configured, error, sip } = row;
  let config: NewConfig | null = null;
  let dirty = false;
  for (const write of writes) {
    const patched = applyPatch(document, write);
    document = patched.document;
    for (const [key, value] of Object.entries(patched.set)) set[key] = value;
    for (const key of patched.removed) {
      removed.add(key);
      delete set[key];
    }
    if (write.config && patched.set.config === write.config.id) config = write.config;
    if (
      write.outcome?.was === configured &&
      (write.outcome.configured !== configured || !sameProblem(write.outcome.error, error))
    ) {
      ({ configured, error } = write.outcome);
      dirty = true;
    }
    if (write.remoteStateSipUsername !== undefined && write.remoteStateSipUsername !== sip) {
      sip = write.remoteStateSipUsername;
      dirty = true;
    }
    dirty ||= patched.removed.length > 0 || Object.keys(patched.set).length > 0;
  }
  return dirty ? { id: row.id, document, set, removed: [...removed], configured, error, sip, config } : null;
}

function sameProblem(a: unknown, b: unknown): boolean {
  const message = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'message' in value ? value.message : null;
  return message(a) === message(b);
}

async function notify(
  client: pg.PoolClient,
  origin: string,
  revision: string,
  changed: Changed,
): Promise<void> {
  const change = (kind: Change['kind'], ids: string[]): string =>
    JSON.stringify({ seq: randomUUID(), kind, ids, action: 'saved', revision, origin } satisfies Change);
  const payloads = [
    ...chunks(changed.devices).map((ids) => change('device', ids)),
    ...chunks(changed.configs).map((ids) => change('config', ids)),
  ];
  if (payloads.length === 0) return;
  await client.query({
    name: 'offhook-phones-notify',
    text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
    values: [CHANGE_CHANNEL, payloads],
  });
}

function chunks(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let i = 0; i < ids.length; i += IDS_PER_CHANGE) parts.push(ids.slice(i, i + IDS_PER_CHANGE));
  return parts;
}
