import { expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../shared/json';
import { GENERAL_PARAMETERS, LINE_PARAMETERS } from './parameters';
import type { Parameter } from './parameters';
import { preparePluginConfig } from './prepare';
import { checkRawConfig } from './raw-config';

/** A small repeatable generator (xorshift32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const NUMBERS = ['0', '-1', '1', '5060', '70000', '1e400', '-0', '3.7', '99999999999999999999'];
const VALUES: JsonValue[] = [
  ...[null, true, false, 0, -1, 1, 3.7, 1e300, 5060, 70000],
  ...[
    '',
    ' ',
    'x',
    'true',
    'off',
    'SIP',
    'sccp',
    'udp',
    'SIP-INFO',
    'required',
    'fr_FR',
    'fr_FR.UTF-8',
    'é😀',
  ],
  ...[
    'Europe/Paris',
    'http://h:1/',
    'http://[::1',
    'http://',
    '192.0.2.1',
    'warning',
    'blf',
    'park',
    'speeddial',
  ],
  ...NUMBERS,
  ...[[], ['a'], [null], [[]], {}, { a: null }, { 1: {} }, { 1: { username: 1 } }],
];
const LINES = [...Object.keys(LINE_PARAMETERS), 'transport', 'XX_a', 'X_a', 'constructor'];
const GENERAL = [
  ...Object.keys(GENERAL_PARAMETERS),
  'sip_lines',
  'funckeys',
  'X_a',
  'XX_a',
  'toString',
  'nothing',
];

function fits(parameter: Parameter, value: unknown): boolean {
  switch (parameter.kind) {
    case 'integer':
      return Number.isInteger(value) && Number(value) >= parameter.min && Number(value) <= parameter.max;
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && parameter.values.includes(value);
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return typeof value === 'string';
  }
}

function expectTyped(values: object, parameters: Record<string, Parameter>): void {
  for (const [name, value] of Object.entries(values)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter) expect(fits(parameter, value), `${name} = ${JSON.stringify(value)}`).toBe(true);
  }
}

it('gives every parameter its type whatever the document holds, and nothing to say where the document had nothing', () => {
  const below = generator(20_261_121);
  const pick = <T>(items: readonly T[], fallback: T): T => items[below(items.length)] ?? fallback;
  const some = (names: string[], most: number): JsonObject =>
    Object.fromEntries(Array.from({ length: below(most) }, () => [pick(names, ''), pick(VALUES, null)]));
  let quiet = 0;
  for (let round = 0; round < 5000; round += 1) {
    const large = round % 2 === 0;
    const raw: JsonObject = some(GENERAL, large ? 12 : 3);
    if (large && below(3) > 0) raw.sip_lines = { [pick(NUMBERS, '1')]: some(LINES, 8), 1: some(LINES, 8) };
    if (large && below(3) > 0)
      raw.funckeys = { 1: some(['type', 'value', 'label', 'line'], 5), 2: { type: 'park' } };
    if (below(3) === 0) raw.sccp_call_managers = { 1: some(['ip', 'port'], 3), 2: { ip: 'a' } };
    const { config, warnings } = preparePluginConfig(raw);

    expectTyped(config, GENERAL_PARAMETERS);
    for (const line of Object.values(config.sip_lines)) expectTyped(line, LINE_PARAMETERS);
    for (const key of Object.values(config.funckeys))
      expect(key.type === 'park' || Boolean(key.value)).toBe(true);
    for (const manager of Object.values(config.sccp_call_managers)) expect(manager.ip).toBeTruthy();
    expect(Object.keys(config).filter((name) => name.startsWith('XX_'))).toEqual([]);

    // What a document may hold without a word is given to phones without a word, but for conditions on the whole
    // and the transport of a line.
    const check = checkRawConfig(raw);
    if (check.problems.length + check.warnings.length > 0) continue;
    quiet += 1;
    const unexpected = warnings.filter(
      ({ message }) => !/switched off|needs|ip and http_port|of: udp, tcp, tls/.test(message),
    );
    expect({ raw, unexpected }).toEqual({ raw, unexpected: [] });
  }
  expect(quiet).toBeGreaterThan(200);
});
