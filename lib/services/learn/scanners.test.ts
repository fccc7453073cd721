import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../test/plugins/family-folder';
import { createIdentifier, type Identifier } from '../../identify/identifier';
import type { IdentifyRequest } from '../../identify/request';
import { identifierRules } from '../../plugins/identifier-rules';
import { readRegistry } from '../../plugins/registry';
import { SCANNERS } from './scanners';

let identifier: Identifier;
beforeAll(async () => {
  identifier = createIdentifier(identifierRules(await readRegistry([BUNDLED])));
});

/** Names that phones ask for too: those who try them give themselves away by their User-Agent alone. */
const NAMES_OF_PHONES = [
  '/001565010203.cfg',
  '/y000000000028.cfg',
  '/Aastra/aastra.cfg',
  '/Fanvil/0c383e010203.cfg',
  '/SEP001122334455.cnf.xml',
  '/SEPDefault.cnf',
  '/CTLFile.tlv',
  '/ATA001122334455.cnf.xml',
  '/Communicator/x.xml',
  '/algop8301.conf',
  '/snomD735.htm',
];
/** Among them what no header should hold: control characters, no ASCII at all, and a text without an end. */
const STRANGERS = [
  'curl/8.4.0',
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'zgrab',
  'Nmap Scripting Engine',
  'sipvicious',
  '\u001b[31mcurl',
  'Mozilla\u0001',
  '\u00e9\u00e9\u00e9\u00e9',
  'A'.repeat(2_000),
];

const strangers = STRANGERS.flatMap((agent) =>
  NAMES_OF_PHONES.map((path): IdentifyRequest => ({
    type: 'http',
    method: 'GET',
    path,
    headers: { 'User-Agent': agent },
  })),
);
const titled = [...SCANNERS, ...strangers].map((request) => [title(request), request] as const);

function title(request: IdentifyRequest): string {
  if (request.type === 'dhcp') return `dhcp ${request.options['60'] ?? ''}`;
  const agent = request.type === 'http' ? (request.headers['User-Agent'] ?? '') : '';
  return `${request.type} ${request.path} ${JSON.stringify(agent.slice(0, 40))}`;
}

describe('to the bundled families a scanner is nobody', () => {
  // A name that a phone may ask for without a User-Agent (000000000000.cfg) may tell its vendor, which makes no device.
  it.each(titled)('%s', (_title, request) => {
    const { identity, families } = identifier.identify(request);
    expect(families).toEqual([]);
    const silent = request.type !== 'http' || request.headers['User-Agent'] === undefined;
    if (!silent || request.type === 'dhcp') expect({ ...identity, mac: undefined }).toEqual({});
  });
});
