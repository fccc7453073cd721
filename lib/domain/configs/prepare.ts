import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import { coerce } from './coerce';
import { completeAddresses, completeLine, isTransport } from './complete';
import type { ConfigWarning, ConfigWarningCode } from './config-warning';
import {
  CALL_MANAGER_PARAMETERS,
  FUNCKEY_PARAMETERS,
  GENERAL_PARAMETERS,
  LINE_PARAMETERS,
  REQUIRED_WHEN_ENABLED,
  TOLERATED_NAMES,
} from './parameters';
import type { Parameter } from './parameters';
import type { PluginConfig } from './plugin-config';

/**
 * From a flattened configuration to what a plugin is given.
 *
 * Exports: `preparePluginConfig(flattened: JsonObject): PreparedConfig` = `{ config: PluginConfig, json: JsonObject, warnings: ConfigWarning[] }`.
 * The types are in `./plugin-config` (`PluginConfig`, `SipLine`, `FuncKey`, `CallManager`). Call it with the `raw` of
 * `flatten` (`./flatten`), or with a `raw_config` that is merged with the base settings already. It never fails and
 * never changes its argument: what can't be understood is left out and told in `warnings` (paths are dotted,
 * `sip_lines.1.proxy_port`; texts name no value, so they may be shown and logged). A phone with one bad parameter must
 * still ring; the console shows the warnings with the device.
 */
export interface PreparedConfig {
  config: PluginConfig;
  /** The same object, for templates: it holds JSON values only. */
  json: JsonObject;
  warnings: ConfigWarning[];
}

type Positions = Record<string, JsonObject>;
type Warn = (path: string, code: ConfigWarningCode, message: string, expected?: string) => void;

const MAX_WARNINGS = 100;
const POSITION = /^[1-9]\d{0,4}$/;
const GENERAL: ReadonlyMap<string, Parameter> = new Map(Object.entries(GENERAL_PARAMETERS));
const LINE: ReadonlyMap<string, Parameter> = new Map(Object.entries(LINE_PARAMETERS));
const FUNCKEY: ReadonlyMap<string, Parameter> = new Map(Object.entries(FUNCKEY_PARAMETERS));
const CALL_MANAGER: ReadonlyMap<string, Parameter> = new Map(Object.entries(CALL_MANAGER_PARAMETERS));
const ENABLING: ReadonlyMap<string, string> = new Map(Object.entries(REQUIRED_WHEN_ENABLED));

export function preparePluginConfig(flattened: JsonObject): PreparedConfig {
  const warnings: ConfigWarning[] = [];
  const warn: Warn = (path, code, message, expected) => {
    if (warnings.length >= MAX_WARNINGS) return;
    warnings.push(expected === undefined ? { path, code, message } : { path, code, message, expected });
  };

  const general: JsonObject = {};
  for (const name of Object.keys(flattened)) {
    const value = flattened[name];
    if (value === null || value === undefined || SECTIONS.has(name)) continue;
    const parameter = GENERAL.get(name);
    if (parameter) take(general, name, parameter, value, name, warn);
    else if (name.startsWith('X_')) general[name] = withoutNulls(value);
    else if (!TOLERATED_NAMES.has(name))
      warn(name, 'unknownParameter', 'is not a known parameter; names of your own start with X_');
  }
  disableWhatLacksItsValue(general, warn);
  setDefaults(general);
  if (!completeAddresses(general))
    warn('http_base_url', 'notUrl', 'must be an http or https URL; made from ip and http_port');

  const sipLines = readPositions(flattened.sip_lines, 'sip_lines', LINE, 'keep', warn);
  tellTransports(sipLines, warn);
  for (const line of Object.values(sipLines)) completeLine(line, general);
  if (general.protocol !== 'SCCP') tellLinesWithoutServer(sipLines, warn);
  const callManagers = readPositions(
    flattened.sccp_call_managers,
    'sccp_call_managers',
    CALL_MANAGER,
    'drop',
    warn,
  );
  dropWithoutAddress(callManagers, warn);
  const funckeys = readPositions(flattened.funckeys, 'funckeys', FUNCKEY, 'drop', warn);
  completeKeys(funckeys, Object.keys(sipLines), warn);

  const json = { ...general, sip_lines: sipLines, funckeys, sccp_call_managers: callManagers };
  return { config: typed(json), json, warnings };
}

const SECTIONS: ReadonlySet<string> = new Set(['sip_lines', 'funckeys', 'sccp_call_managers']);

function take(
  into: JsonObject,
  name: string,
  parameter: Parameter,
  value: JsonValue,
  path: string,
  warn: Warn,
): void {
  const coerced = coerce(parameter, value);
  if ('value' in coerced) into[name] = coerced.value;
  else if ('problem' in coerced) warn(path, coerced.code, `${coerced.problem}; left out`, coerced.expected);
}

/** The members of `sip_lines` and its like, by position in ascending order. Unknown members are kept or dropped. */
function readPositions(
  section: JsonValue | undefined,
  name: string,
  parameters: ReadonlyMap<string, Parameter>,
  others: 'keep' | 'drop',
  warn: Warn,
): Positions {
  const positions: Positions = {};
  if (section === undefined || section === null) return positions;
  if (!isJsonObject(section)) {
    // clients that know no empty object write an empty list
    if (!Array.isArray(section) || section.length > 0)
      warn(name, 'notByPosition', 'must be an object by position; left out');
    return positions;
  }
  for (const position of Object.keys(section)) {
    const members = section[position];
    const path = `${name}.${position}`;
    if (members === null || members === undefined) continue;
    if (!POSITION.test(position)) warn(path, 'badPosition', 'positions are whole numbers from 1; left out');
    else if (!isJsonObject(members)) warn(path, 'notObject', 'must be an object; left out');
    else positions[position] = readMembers(members, path, parameters, others, warn);
  }
  return positions;
}

function readMembers(
  members: JsonObject,
  path: string,
  parameters: ReadonlyMap<string, Parameter>,
  others: 'keep' | 'drop',
  warn: Warn,
): JsonObject {
  const values: JsonObject = {};
  for (const name of Object.keys(members)) {
    const value = members[name];
    if (value === null || value === undefined) continue;
    const parameter = parameters.get(name);
    if (parameter) take(values, name, parameter, value, `${path}.${name}`, warn);
    else if (others === 'keep' && !name.startsWith('XX_') && name !== '__proto__')
      values[name] = withoutNulls(value);
  }
  return values;
}

function disableWhatLacksItsValue(general: JsonObject, warn: Warn): void {
  for (const [enabling, needed] of ENABLING) {
    if (general[enabling] !== true) continue;
    if (general[needed] !== undefined && general[needed] !== '') continue;
    general[enabling] = false;
    warn(enabling, 'switchedOff', `needs ${needed}; switched off`, needed);
  }
}

function setDefaults(general: JsonObject): void {
  general.sip_srtp_mode ??= 'disabled';
  general.sip_transport ??= 'udp';
  if (general.syslog_enabled === true) {
    general.syslog_port ??= 514;
    general.syslog_level ??= 'warning';
  }
}

/** The schema of documents leaves the transport of a line open; `completeLine` takes what is none for unsaid. */
function tellTransports(lines: Positions, warn: Warn): void {
  for (const [position, { transport }] of Object.entries(lines)) {
    if (transport === undefined || transport === '' || isTransport(transport)) continue;
    const choices = GENERAL_PARAMETERS.sip_transport.values.join(', ');
    warn(`sip_lines.${position}.transport`, 'notOneOf', `must be one of: ${choices}; left out`, choices);
  }
}

/** Such a line is handed on as it is, but there is nothing that the phone could register it with. */
function tellLinesWithoutServer(lines: Positions, warn: Warn): void {
  for (const [position, line] of Object.entries(lines)) {
    if (line.proxy_ip || line.registrar_ip) continue;
    warn(
      `sip_lines.${position}`,
      'noServer',
      'has no server to register with: needs proxy_ip or sip_proxy_ip',
    );
  }
}

function dropWithoutAddress(managers: Positions, warn: Warn): void {
  for (const [position, manager] of Object.entries(managers)) {
    if (manager.ip) continue;
    delete managers[position];
    warn(`sccp_call_managers.${position}`, 'managerWithoutAddress', 'needs ip; left out');
  }
}

function completeKeys(keys: Positions, lines: string[], warn: Warn): void {
  const firstLine = lines.length > 0 ? Math.min(...lines.map(Number)) : 1;
  for (const [position, key] of Object.entries(keys)) {
    key.line ??= firstLine;
    if (key.type === 'park' || (key.type !== undefined && key.value)) continue;
    delete keys[position];
    if (key.type === undefined) warn(`funckeys.${position}`, 'keyWithoutType', 'needs a type; left out');
    else warn(`funckeys.${position}`, 'keyWithoutValue', 'needs a value; left out');
  }
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== null && member !== undefined && key !== '__proto__') copy[key] = withoutNulls(member);
  }
  return copy;
}

function typed(prepared: JsonObject): PluginConfig {
  // Boundary: every value was looked up by name in the parameter table and made by `coerce` as the table types it.
  return prepared as PluginConfig;
}
