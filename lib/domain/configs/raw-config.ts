import { z } from 'zod';
import type { Problem } from '../../shared/errors';
import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import { coerce } from './coerce';
import {
  CALL_MANAGER_PARAMETERS,
  FUNCKEY_PARAMETERS,
  GENERAL_PARAMETERS,
  LINE_PARAMETERS,
  TOLERATED_NAMES,
} from './parameters';
import type { Parameter } from './parameters';

/** Paths are below `raw_config`. No text names a value. */
export interface RawConfigCheck {
  /** Why the document is refused. */
  problems: Problem[];
  /** What is stored all the same, but is not what a phone will be given. */
  warnings: Problem[];
}

const MAX_TOLD = 100;
const DIGITS = /^\d+$/;
const POSITION = /^[1-9]\d{0,4}$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LOCALE_START = /^[a-z]{2}_[A-Z]{2}/;
const SECTIONS: ReadonlySet<string> = new Set(['sip_lines', 'sccp_call_managers', 'funckeys']);
const GENERAL: ReadonlyMap<string, Parameter> = new Map(Object.entries(GENERAL_PARAMETERS));

/**
 * The rules for the parameters that one document writes itself. Values are checked, never changed: texts may be numbers,
 * whole numbers and booleans may be written as texts, null is taken unless a parameter says otherwise. What an
 * `…_enabled` parameter needs may be inherited, so it is looked for in the merged parameters only
 * (`preparePluginConfig`). Values out of range are warnings: older servers stored them.
 */
export function checkRawConfig(raw: JsonObject): RawConfigCheck {
  const check = new Check();
  for (const name of Object.keys(raw)) {
    const value = raw[name];
    if (value === undefined || SECTIONS.has(name)) continue;
    const parameter = GENERAL.get(name);
    if (parameter) check.value(name, parameter, value);
    else check.ownName(name);
  }
  check.section(raw, 'sip_lines', (line, path) => check.members(line, path, LINE_PARAMETERS));
  check.section(raw, 'sccp_call_managers', (manager, path) => {
    check.members(manager, path, CALL_MANAGER_PARAMETERS);
    if (manager.ip === undefined || manager.ip === null) check.problem(`${path}.ip`, 'is required');
  });
  check.section(raw, 'funckeys', (key, path) => check.funckey(key, path));
  return check.result;
}

class Check {
  readonly result: RawConfigCheck = { problems: [], warnings: [] };

  problem(path: string, message: string): void {
    if (this.result.problems.length < MAX_TOLD) this.result.problems.push({ path, message });
  }

  warning(path: string, message: string): void {
    if (this.result.warnings.length < MAX_TOLD) this.result.warnings.push({ path, message });
  }

  /** A parameter that the table does not have. */
  ownName(name: string): void {
    if (TOLERATED_NAMES.has(name)) return;
    if (name.startsWith('XX_')) {
      this.problem(
        name,
        'is reserved: names that start with XX_ are computed by plugins; use X_ for your own',
      );
    } else if (!name.startsWith('X_')) {
      this.problem(name, 'is not a known parameter: correct its name, or start it with X_ if it is your own');
    } else if (!NAME.test(name)) {
      this.warning(name, 'has a name that templates cannot read; use letters, digits and _');
    }
  }

  value(path: string, parameter: Parameter, value: JsonValue): void {
    if (value === null) {
      if (parameter.notNull) this.problem(path, 'must not be null; leave it out for the default');
      return;
    }
    const refused = strictProblem(parameter, value);
    if (refused !== null) {
      this.problem(path, refused);
      return;
    }
    if (parameter.kind === 'locale') {
      if (String(value).length > 5) this.warning(path, 'only the language and the country count');
      return;
    }
    const coerced = coerce(parameter, value);
    if (!('problem' in coerced)) return;
    if (coerced.code === 'outOfRange') this.warning(path, coerced.problem);
    else this.problem(path, coerced.problem);
  }

  members(object: JsonObject, path: string, parameters: Record<string, Parameter>): void {
    for (const name of Object.keys(object)) {
      const value = object[name];
      const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      if (parameter && value !== undefined) this.value(`${path}.${name}`, parameter, value);
    }
  }

  /** `sip_lines` and its like: an object by position. An empty list stands for an empty object. */
  section(raw: JsonObject, name: string, each: (members: JsonObject, path: string) => void): void {
    const section = raw[name];
    if (section === undefined || (Array.isArray(section) && section.length === 0)) return;
    if (!isJsonObject(section)) {
      this.problem(name, 'must be an object whose members are named by position ("1", "2", …)');
      return;
    }
    for (const position of Object.keys(section)) {
      const members = section[position];
      const path = `${name}.${position}`;
      if (name !== 'sip_lines' && !DIGITS.test(position))
        this.problem(path, 'positions are whole numbers ("1", "2", …)');
      else if (!isJsonObject(members)) this.problem(path, 'must be an object');
      else {
        if (!POSITION.test(position))
          this.warning(path, 'positions are whole numbers from 1; no phone gets this one');
        each(members, path);
      }
    }
  }

  funckey(key: JsonObject, path: string): void {
    const { line, ...others } = key;
    this.members(others, path, FUNCKEY_PARAMETERS);
    if (line !== undefined && line !== null) {
      const coerced = coerce(FUNCKEY_PARAMETERS.line, line);
      if (typeof line !== 'string' && typeof line !== 'number')
        this.problem(`${path}.line`, 'must be a line number');
      else if (!('value' in coerced))
        this.warning(`${path}.line`, 'is no line number; the first line is used');
    }
    if (key.type === undefined || key.type === null) this.problem(`${path}.type`, 'is required');
    const needsValue = key.type === 'speeddial' || key.type === 'blf';
    if (needsValue && (key.value === undefined || key.value === null || key.value === '')) {
      this.problem(`${path}.value`, `is required for a key of type ${String(key.type)}`);
    }
  }
}

/** What a document may not hold although a phone could be given something sensible for it. */
function strictProblem(parameter: Parameter, value: JsonValue): string | null {
  switch (parameter.kind) {
    case 'choice': {
      const chosen = typeof value === 'string' && parameter.values.includes(value);
      return chosen ? null : `must be one of: ${parameter.values.join(', ')}`;
    }
    case 'locale':
      return typeof value === 'string' && LOCALE_START.test(value)
        ? null
        : 'must be a language and a country such as fr_FR';
    case 'integer':
      return value === '' ? 'must be a whole number; use null for none' : null;
    case 'boolean':
      return value === '' ? 'must be true or false; use null for none' : null;
    case 'texts':
      return Array.isArray(value) && value.some((item) => item === null) ? 'must be a list of texts' : null;
    default:
      return null;
  }
}

/** For forms and other schemas. Gives the object as it was. */
export const rawConfigSchema = z
  .custom<JsonObject>(isJsonObject, 'must be an object')
  .superRefine((raw, context) => {
    for (const { path, message } of checkRawConfig(raw).problems) {
      context.addIssue({ code: 'custom', path: path.split('.'), message });
    }
  });
