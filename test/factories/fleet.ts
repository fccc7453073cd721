import { randomInt } from 'node:crypto';
import type { Database } from '../../lib/db/client';
import { createChangeWriter } from '../../lib/db/changes';
import { writeEvents, writeStates, reserveEventIds } from '../../lib/db/phones/write-events';
import type { EventRow, StateRow } from '../../lib/domain/phones/event';
import type { PluginLine } from '../../lib/domain/plugins/plugin';
import { associate } from '../../lib/identify/associate';
import { createIdentifier } from '../../lib/identify/identifier';
import { identifierRules } from '../../lib/plugins/identifier-rules';
import type { PluginRegistry } from '../../lib/plugins/registry';
import { renderDevice } from '../../lib/render/render-device';
import type { Caller } from '../../lib/services/actor';
import { autocreateConfig } from '../../lib/services/configs/autocreate-config';
import { createConfig } from '../../lib/services/configs/create-config';
import { createServiceContext } from '../../lib/services/create-context';
import { createDevice } from '../../lib/services/devices/create-device';
import type { JsonObject } from '../../lib/shared/json';
import { objectNode } from '../../lib/shared/json-text';
import { createLogger } from '../../lib/shared/logger';

export interface FleetOptions {
  database: Database;
  registry: PluginRegistry;
  masterTenant: string;
  /** How many phones; the first ones show one of each state. */
  phones: number;
}

const OUI: Record<string, string> = {
  Yealink: '00:15:65',
  Snom: '00:04:13',
  Polycom: '64:16:7f',
  Digium: '00:0f:d3',
  Cisco: '00:1b:54',
};
const NAMES = [
  'Amélie Durand',
  'Bruno Keller',
  'Chloé Martin',
  'Dana Whitfield',
  'Étienne Roy',
  'Farah Haddad',
  'Grace O’Neill',
  'Hugo Lambert',
  'Ingrid Svensson',
  'Jonas Weber',
  'Keiko Tanaka',
  'Léa Fontaine',
  'Marco Rossi',
  'Nadia Benali',
  'Oscar Lindqvist',
  'Priya Natarajan',
];
/** Phones that tests take for SIP phones with a short file: the others change their make when a family or a line comes. */
const FIXED: Readonly<Record<number, { line: string; model: string }>> = {
  21: { line: 'cisco-spa-7.5.5', model: 'SPA504G' },
};
const PLACES = ['Reception', 'Warehouse', 'Meeting room 2', 'Lab', 'Second floor', 'Workshop'];

const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T; // the index is within the list, which is never empty

/** User-Agents as phones of the family send them. */
function userAgent(line: PluginLine, model: string, version: string, mac: string): string {
  if (line.vendor === 'Yealink') return `Yealink SIP-${model} ${version} ${mac}`;
  if (line.vendor === 'Snom') return `Mozilla/4.0 (compatible; snom${model}-SIP ${version} 1.1.4-s)`;
  if (line.vendor === 'Polycom')
    return `FileTransport PolycomVVX-${model.replace(/^VVX/, 'VVX_')}-UA/${version} Type/Application`;
  if (line.vendor === 'Digium') return `Digium ${model} ${version}`;
  return `Cisco/${model}-${version}`;
}

/** A fleet as a middle-sized company has it: most phones configured, some in autoprov, a few with a problem. */
export async function seedFleet({
  database,
  registry,
  masterTenant,
  phones,
}: FleetOptions): Promise<string[]> {
  const changes = createChangeWriter(database, { origin: 'seed' });
  const context = createServiceContext({
    database,
    changes,
    masterTenant,
    logger: createLogger('seed', 'warn'),
    server: { publicUrl: null, tftpPort: 69 },
    registry: () => Promise.resolve(registry),
    render: { device: (line, input, custom) => Promise.resolve(renderDevice(line, input, custom)) },
  });
  const caller: Caller = { actor: { kind: 'system', tenant: masterTenant }, tenant: masterTenant };
  const identifier = createIdentifier(identifierRules(registry));
  const lines = [...registry.lines.values()].filter((line) => Object.keys(line.models).length > 0);
  const ids: string[] = [];
  const states: StateRow[] = [];
  const events: Omit<EventRow, 'id'>[] = [];
  for (let i = 0; i < phones; i += 1) {
    const fixed = FIXED[i];
    const line = (fixed && registry.lines.get(fixed.line)) ?? pick(lines, i);
    const model = fixed?.model ?? pick(Object.keys(line.models), Math.floor(i / lines.length));
    const firmware = line.firmware ?? line.models[model]?.firmware ?? `1.${i % 9}.0`;
    const version = line.vendor === 'Yealink' ? `${60 + (i % 50)}.${firmware}.0.${15 + (i % 30)}` : firmware;
    const mac = `${OUI[line.vendor] ?? '00:1b:54'}:${[i >> 8, i, i * 37].map((n) => (n & 255).toString(16).padStart(2, '0')).join(':')}`;
    const id = `seed${i.toString().padStart(5, '0')}`;
    const kind =
      i % 11 === 3 ? 'autoprov' : i % 23 === 5 ? 'no_plugin' : i % 29 === 7 ? 'failed' : 'configured';
    const document: JsonObject = {
      id,
      mac,
      ip: `10.${20 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`,
      vendor: line.vendor,
      model,
      version,
    };
    if (kind !== 'no_plugin') document.plugin = line.id;
    if (kind === 'failed') delete document.mac;
    if (i % 7 === 0) document.description = pick(PLACES, i);
    if (kind === 'autoprov' || kind === 'no_plugin') {
      const config = await autocreateConfig(context, caller);
      if (config.ok) document.config = config.value.id;
      document.added = 'auto';
    } else {
      document.config = id;
      await createConfig(context, caller, objectNode(ownConfig(id, i)));
    }
    const created = await createDevice(context, caller, objectNode(document));
    if (!created.ok) throw new Error(`${id}: ${created.error.message}`);
    ids.push(id);
    const agent = userAgent(line, model, version, mac);
    const path = `/${line.root ? `${line.root}/` : ''}${mac.replaceAll(':', '')}.cfg`;
    const found = identifier.identify({
      type: 'http',
      method: 'GET',
      path,
      headers: { 'user-agent': agent },
    });
    const association = associate({ ...found.identity, families: found.families }, lines);
    const decision = JSON.stringify({ ...found, plugin: line.id, association });
    const seenAt = Date.now() - randomInt(1, i % 13 === 0 ? 6 * 86_400_000 : 5_400_000);
    states.push({
      deviceId: id,
      tenantId: masterTenant,
      seenAt,
      via: line.http ? 'http' : 'tftp',
      userAgent: agent,
      fetchedHash: null,
      fetchedAt: seenAt,
      decision,
    });
    for (let n = 0; n < 4; n += 1) {
      const at = seenAt - n * 3_600_000 * (1 + (i % 5));
      const outcome =
        kind === 'failed' ? 'error' : n === 3 ? 'not_found' : n === 0 ? 'served' : 'not_modified';
      events.push({
        tenantId: masterTenant,
        deviceId: id,
        firstAt: at - 900,
        lastAt: at,
        count: 1 + (n % 3),
        protocol: line.http ? 'http' : 'tftp',
        method: line.http ? 'GET' : 'RRQ',
        path: n === 3 ? path.replace('.cfg', '-license.xml') : path,
        ip: String(document.ip),
        userAgent: agent,
        outcome,
        status: { served: 200, not_modified: 304, not_found: 404, error: 500 }[outcome],
        bytes: outcome === 'served' ? 18_432 : 0,
        hash: null,
        detail: n === 0 ? decision : null,
      });
    }
  }
  for (const [n, [path, agent]] of UNKNOWN.entries()) {
    const seen = identifier.identify({ type: 'http', method: 'GET', path, headers: { 'user-agent': agent } });
    events.push({
      tenantId: masterTenant,
      deviceId: null,
      firstAt: Date.now() - 7_200_000,
      lastAt: Date.now() - n * 431_000,
      count: 1 + ((n * 7) % 40),
      protocol: 'http',
      method: 'GET',
      path,
      ip: `203.0.113.${10 + n}`,
      userAgent: agent,
      outcome: 'unknown',
      status: 404,
      bytes: 0,
      hash: null,
      detail: JSON.stringify(seen),
    });
  }
  await writeStates(database.sql, states);
  const eventIds = await reserveEventIds(database.sql, events.length);
  events.sort((a, b) => a.lastAt - b.lastAt);
  await writeEvents(
    database.sql,
    events.map((event, i) => ({ ...event, id: eventIds[i] ?? '' })),
  );
  await changes.close();
  return ids;
}

const UNKNOWN: [string, string][] = [
  ['/', 'Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)'],
  ['/.env', 'python-requests/2.31.0'],
  ['/phpmyadmin/index.php', 'Mozilla/5.0 zgrab/0.x'],
  ['/001565a0b1c2.cfg', 'curl/8.5.0'],
  ['/cgi-bin/luci', 'Go-http-client/1.1'],
  ['/gs-cfg.xml', 'Grandstream Model HW GXP2170 SW 1.0.11.64 DevId c074ad0a1b2c'],
  ['/panasonic/KX-HDV230.cfg', 'Panasonic_KX-HDV230/07.002 (0080f0a1b2c3)'],
];

function ownConfig(id: string, i: number): JsonObject {
  const number = String(1000 + i);
  return {
    id,
    configdevice: 'defaultconfigdevice',
    deletable: true,
    parent_ids: ['base', 'defaultconfigdevice'],
    raw_config: {
      X_key: '',
      config_version: 1,
      protocol: 'SIP',
      locale: i % 3 === 0 ? 'fr_FR' : 'en_US',
      timezone: i % 3 === 0 ? 'Europe/Paris' : 'America/Montreal',
      sip_lines: {
        '1': {
          display_name: pick(NAMES, i),
          number,
          username: `u${number}`,
          auth_username: `u${number}`,
          password: `seed-secret-${number}`,
          registrar_ip: '10.20.0.5',
          proxy_ip: '10.20.0.5',
        },
      },
      ...(i % 4 === 0
        ? { funckeys: { '1': { type: 'blf', value: '1002', label: 'Reception', line: 1 } } }
        : {}),
    },
  };
}
