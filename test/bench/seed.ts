import type { Database } from '../../lib/db/client';
import { configLines, configProjection } from '../../lib/db/configs/record';
import { deviceProjection } from '../../lib/db/devices/record';
import { sealDocument } from '../../lib/db/secrets';
import type { JsonObject } from '../../lib/shared/json';
import { nodeOf, objectNode, type ObjectNode } from '../../lib/shared/json-text';
import { HTTP_MODEL, type BenchPhone } from './phones';

const BATCH = 1_000;
const TFTP_CONFIG = 'tftp-phones';
const DEPARTMENTS = 50;
const OWN_KEYS = 24;
const KEYS = 120;

/** What precedes, in the file of every phone, the parameter of the base config that a mass save changes. */
export const BASE_MARKER = 'remote_phonebook.data.1.url = http://';

export interface SeedOptions {
  database: Database;
  tenantId: string;
  /** Plugin lines of the two models. */
  plugins: { http: string; tftp: string };
}

/** What phones inherit: configs of departments, with the keys of their expansion modules, and one of the TFTP phones. */
export async function seedDepartments(options: SeedOptions): Promise<void> {
  const shared = { parent_ids: ['base', 'defaultconfigdevice'], deletable: true };
  const departments = Array.from({ length: DEPARTMENTS }, (_, d): JsonObject => {
    const place =
      d % 3 === 0
        ? { locale: 'fr_FR', timezone: 'Europe/Paris' }
        : { locale: 'en_US', timezone: 'America/Montreal' };
    return {
      ...shared,
      id: `department${d}`,
      raw_config: { ...place, funckeys: keys(OWN_KEYS + 1, KEYS, d) },
    };
  });
  const callManagers = Object.fromEntries(['1', '2', '3', '4'].map((n) => [n, { ip: `10.20.0.${n}` }]));
  const raw_config = {
    locale: 'fr_FR',
    timezone: 'Europe/Paris',
    protocol: 'SCCP',
    sccp_call_managers: callManagers,
  };
  await insertConfigs(options, [...departments, { ...shared, id: TFTP_CONFIG, raw_config }]);
}

/** Devices with a config of their own each, as an administrator's tool would have made them. */
export async function seedPhones(options: SeedOptions, phones: readonly BenchPhone[]): Promise<void> {
  for (let i = 0; i < phones.length; i += BATCH) {
    const batch = phones.slice(i, i + BATCH);
    await insertConfigs(
      options,
      batch.map((phone, k) => ownConfig(phone, i + k)),
    );
    await insertDevices(options, batch);
  }
}

function ownConfig(phone: BenchPhone, i: number): JsonObject {
  const http = phone.vendor === HTTP_MODEL.vendor;
  return {
    id: phone.id,
    parent_ids: [http ? `department${i % DEPARTMENTS}` : TFTP_CONFIG],
    deletable: true,
    raw_config: http
      ? {
          X_key: '',
          config_version: 1,
          X_xivo_user_uuid: userUuid(i),
          protocol: 'SIP',
          sip_lines: sipLines(i),
          funckeys: keys(1, OWN_KEYS, i),
        }
      : {},
  };
}

function userUuid(i: number): string {
  return `9da7890a-8c40-4d41-b716-${i.toString(16).padStart(12, '0')}`;
}

function sipLines(i: number): JsonObject {
  return Object.fromEntries(
    ['1', '2'].map((position) => [
      position,
      {
        display_name: `Amélie Dürer & Søn ${i}`,
        number: String(10_000 + i),
        username: `u${10_000 + i}-${position}`,
        auth_username: `u${10_000 + i}-${position}`,
        password: `secret-${i}-${position}`,
        registrar_ip: '10.20.0.5',
        proxy_ip: '10.20.0.5',
        voicemail: '*98',
      },
    ]),
  );
}

function keys(first: number, last: number, salt: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: last - first + 1 }, (_, k) => {
      const position = first + k;
      const value = String(10_000 + ((salt * 31 + position * 7) % 10_000));
      return [
        String(position),
        { type: position % 3 === 0 ? 'speeddial' : 'blf', value, label: `Colleague ${value}`, line: 1 },
      ];
    }),
  );
}

async function insertConfigs(
  { database, tenantId }: SeedOptions,
  documents: readonly JsonObject[],
): Promise<void> {
  const rows = documents.map((document) => {
    const node = objectNode(document);
    const id = String(document.id);
    return {
      id,
      sealed: sealDocument(database.keyring, 'config', id, node),
      parents: configProjection(node).parentIds,
      lines: configLines(node),
    };
  });
  const lines = rows.flatMap(({ id, lines: own }) => own.map((line) => ({ ...line, id })));
  await database.transaction(async (sql) => {
    await sql.execute(
      `INSERT INTO config (id, tenant_id, body, search, parent_ids, revision)
       SELECT id, $1, body::json, search::jsonb, ARRAY(SELECT json_array_elements_text(parents::json)), nextval('offhook_revision')
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS c(id, body, search, parents)`,
      [
        tenantId,
        rows.map((row) => row.id),
        rows.map((row) => row.sealed.body),
        rows.map((row) => row.sealed.search),
        rows.map((row) => JSON.stringify(row.parents)),
      ],
    );
    await sql.execute(
      `INSERT INTO line (config_id, tenant_id, position, username, display_name, number, registrar_ip)
       SELECT l.id, $1, l.position, l.username, l.display_name, l.number, l.registrar_ip
       FROM unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
         AS l(id, position, username, display_name, number, registrar_ip)`,
      [
        tenantId,
        lines.map((l) => l.id),
        lines.map((l) => l.position),
        lines.map((l) => l.username),
        lines.map((l) => l.displayName),
        lines.map((l) => l.number),
        lines.map((l) => l.registrarIp),
      ],
    );
  });
}

async function insertDevices(options: SeedOptions, phones: readonly BenchPhone[]): Promise<void> {
  const { database, tenantId } = options;
  const rows = phones.map((phone) => {
    const document = deviceDocument(options, phone);
    return {
      ...deviceProjection(document),
      id: phone.id,
      ...sealDocument(database.keyring, 'device', phone.id, document),
    };
  });
  const column = (key: keyof (typeof rows)[number]): (string | null)[] => rows.map((row) => row[key]);
  await database.sql.execute(
    `INSERT INTO device (id, tenant_id, body, search, mac, ip, vendor, model, version, plugin, config, configured, is_new, revision)
     SELECT id, $1, body::json, search::jsonb, mac, ip, vendor, model, version, plugin, config, true, false,
       nextval('offhook_revision')
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::text[]) AS d(id, body, search, mac, ip, vendor, model, version, plugin, config)`,
    [
      tenantId,
      column('id'),
      column('body'),
      column('search'),
      column('mac'),
      column('ip'),
      column('vendor'),
      column('model'),
      column('version'),
      column('plugin'),
      column('config'),
    ],
  );
}

function deviceDocument({ plugins }: SeedOptions, phone: BenchPhone): ObjectNode {
  const { id, mac, ip, vendor, model, version } = phone;
  const members = Object.entries({
    id,
    mac,
    ip,
    vendor,
    model,
    version,
    plugin: vendor === HTTP_MODEL.vendor ? plugins.http : plugins.tftp,
    config: id,
    added: 'bench',
  });
  return {
    kind: 'object',
    members: new Map(members.flatMap(([key, value]) => (value === null ? [] : [[key, nodeOf(value)]]))),
  };
}
