import type { PluginLine, PluginModel } from '../domain/plugins/plugin';
import { isJsonObject, type JsonObject, type JsonValue } from '../shared/json';
import { dateParts, type DateParts } from './date-parts';
import { phoneServiceUrls } from './phone-services';
import { serverUrls, type ServerUrls } from './server-urls';
import { zoneContext, type ZoneContext } from './zone-context';

/**
 * What a template sees. Beside the members below, **every raw-config parameter** of the prepared configuration
 * (names of the reference: `sip_lines`, `funckeys`, `exten_dnd`, `ntp_ip`, `X_…`; defaults filled, nulls and
 * invalid values taken out) is a variable of its own. A parameter never hides a member of this interface.
 *
 * A variable or member that is not there is undefined: it prints as nothing, is false, and its members are
 * undefined too.
 */
export interface TemplateContext {
  /** The device document: `device.mac` (colon form), `.ip`, `.model`, `.version`, `.options` … */
  device: JsonObject;
  /** The model as the plugin knows it; a neutral one, named as the device says, when it does not. */
  model: {
    name: string;
    known: boolean;
    capabilities: JsonObject;
    firmware: string | null;
    vars: JsonObject;
  };
  /** Variables of the family, its line, the model's series, the model and the model in this line, merged. */
  vars: JsonObject;
  /** The maps of `values.json5`, e.g. `maps.locale[locale]`. */
  maps: JsonObject;
  plugin: { id: string; version: string; firmware: string | null; family: string; vendor: string };
  /** The file being written: path as phones see it, the variables of its entry in `files.json5`. */
  file: { path: string; vars: JsonObject };
  /**
   * SIP lines in the order of their numbers. `position` is the line number (1 = first); beside it the members of
   * `sip_lines.<n>`, completed from the values for all lines as `preparePluginConfig` does (`proxy_ip`, `proxy_port`,
   * `backup_proxy_…`, `registrar_…`, `backup_registrar_…`, `outbound_proxy_…`, `auth_username`, `dtmf_mode`,
   * `srtp_mode`, `voicemail`, `transport`). `sip_lines` has the same members by number. `given` names the members that
   * the line says itself, for phones on which what holds for all lines must not be taken: `'voicemail' in line.given`.
   */
  lines: LineContext[];
  /** Function keys in the order of their positions, with `position`, `type`, `value`, `label`, `line` always there. */
  keys: KeyContext[];
  /** SCCP call managers in order of priority, with `position`. */
  call_managers: (JsonObject & { position: number })[];
  /** Rules of `timezone`, or null when it is absent or unknown. */
  tz: ZoneContext | null;
  now: DateParts;
  server: ServerUrls;
  /** Names of the reference, for templates that were written for it. */
  XX_server_url: string;
  XX_server_url_without_scheme: string;
  /** Device options (`device.options`), empty when there are none. */
  XX_options: JsonObject;
  /** Only with a phonebook of the family and `X_xivo_phonebook_ip` and `X_xivo_user_uuid` set. */
  XX_xivo_phonebook_url?: string;
  XX_wazo_phoned_user_service_dnd_enabled_url?: string;
  XX_wazo_phoned_user_service_dnd_disabled_url?: string;
}

export type LineContext = JsonObject & { position: number; given: string[] };
export interface KeyContext {
  [member: string]: JsonValue;
  position: number;
  type: string;
  value: string;
  label: string;
  line: number;
}

export interface ContextParts {
  line: PluginLine;
  model: PluginModel;
  modelKnown: boolean;
  device: JsonObject;
  config: JsonObject;
  /** The configuration before it was prepared. */
  raw: JsonObject;
  now: string;
}

export function buildContext(parts: ContextParts): TemplateContext & Record<string, unknown> {
  const { line, model, device, config } = parts;
  const server = serverUrls(config, line.root);
  const capabilities: JsonObject = {};
  for (const [name, value] of Object.entries(model.capabilities)) {
    if (value !== undefined) capabilities[name] = value;
  }
  return {
    ...config,
    device,
    model: {
      name: model.name,
      known: parts.modelKnown,
      capabilities,
      firmware: model.firmware,
      vars: model.vars,
    },
    vars: { ...line.vars, ...model.vars },
    maps: line.maps,
    plugin: {
      id: line.id,
      version: line.version,
      firmware: line.firmware,
      family: line.family,
      vendor: line.vendor,
    },
    file: { path: '', vars: {} },
    lines: lineContexts(config.sip_lines, parts.raw.sip_lines),
    keys: keyContexts(config.funckeys),
    call_managers: numbered(config.sccp_call_managers),
    tz: zoneContext(config.timezone, parts.now),
    now: dateParts(parts.now),
    server,
    XX_server_url: server.base_url,
    XX_server_url_without_scheme: server.without_scheme,
    XX_options: isJsonObject(device.options) ? device.options : {},
    ...phoneServiceUrls(line.phonebook, config),
  };
}

/** One literal, since all have the same members: spreading 120 objects costs more than printing them. */
function keyContexts(keys: JsonValue | undefined): KeyContext[] {
  return positions(keys).map(([position, key]) => ({
    position,
    type: scalarText(key.type) || 'speeddial',
    value: scalarText(key.value),
    label: scalarText(key.label),
    line: positive(key.line) ?? 1,
  }));
}

function lineContexts(lines: JsonValue | undefined, raw: JsonValue | undefined): LineContext[] {
  const rawLines = isJsonObject(raw) ? raw : {};
  return numbered(lines).map((line) => {
    const own = rawLines[String(line.position)];
    const given = isJsonObject(own)
      ? Object.keys(own).filter((name) => own[name] !== null && own[name] !== '')
      : [];
    return { ...line, given };
  });
}

/** Copies with their `position`. */
function numbered(value: JsonValue | undefined): (JsonObject & { position: number })[] {
  return positions(value).map(([position, item]) => ({ ...item, position }));
}

/** Members with a number for a name, sorted by it; others are dropped. */
function positions(value: JsonValue | undefined): [number, JsonObject][] {
  if (!isJsonObject(value)) return [];
  const found: [number, JsonObject][] = [];
  for (const name of Object.keys(value)) {
    const item = value[name];
    if (/^\d{1,6}$/.test(name) && isJsonObject(item)) found.push([Number(name), item]);
  }
  return found.sort(([a], [b]) => a - b);
}

function scalarText(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function positive(value: JsonValue | undefined): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : null;
}
