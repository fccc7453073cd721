import { beforeAll, expect, it } from 'vitest';
import { BUNDLED } from '../../../test/plugins/family-folder';
import { readRegistry, type PluginRegistry } from '../../plugins/registry';
import { matchUpload } from './upload-matcher';

/** What makers' phones send, by the names that the makers document, is taken as what it is and as whose. */

const MAC = '00:0e:08:a1:b2:c3';
const DIGITS = '000e08a1b2c3';

let registry: PluginRegistry;
beforeAll(async () => {
  registry = await readRegistry([BUNDLED]);
});

function match(lineId: string, method: string, path: string) {
  const line = registry.lines.get(lineId);
  if (!line) throw new Error(`no line ${lineId}`);
  const found = matchUpload(line, method, path);
  return found && { kind: found.spec.kind, owner: found.owner };
}

it.each([
  ['polycom-5.9.2', 'PUT', `${DIGITS}-app.log`, 'log'],
  ['polycom-5.9.2', 'PUT', `${DIGITS}-directory.xml`, 'contacts'],
  ['yealink-v86', 'PUT', `${DIGITS}-local.cfg`, 'overrides'],
  ['yealink-v86', 'POST', `${DIGITS}-calllog.xml`, 'calls'],
  // Report_Rule: http://…/$MA/rep.xml.enc, and [ --delta ] http://…/$PN_$MA_$SN.xml
  ['cisco-spa-7.5.5', 'POST', `${DIGITS}/rep.xml.enc`, 'report'],
  ['cisco-spa-legacy', 'POST', `${DIGITS}/rep.xml`, 'report'],
  ['cisco-spa-7.5.5', 'POST', `SPA504G_${DIGITS.toUpperCase()}_CBT152100AB.xml`, 'report'],
  ['cisco-sip-12.0.7', 'PUT', `${DIGITS}/rep.xml`, 'report'],
  ['cisco-sip-11.3.1', 'POST', `CP-6841-3PCC_${DIGITS}_FCH12345678.xml`, 'report'],
  ['cisco-sip-11.1.0', 'POST', `${DIGITS}/rep.xml`, 'report'],
  // BRURI http://…/<mac>/
  ['avaya-4.1.3', 'PUT', `${DIGITS}/1234_96xxdata.txt`, 'overrides'],
])('%s: %s %s', (line, method, path, kind) => {
  expect(match(line, method, path)).toEqual({ kind, owner: { key: 'mac', value: MAC } });
});

it.each([
  ['a SPA puts nothing', 'cisco-spa-7.5.5', 'PUT', `${DIGITS}/rep.xml`],
  ['a profile rule with --post asks for a file', 'cisco-spa-7.5.5', 'POST', `${DIGITS}.xml`],
  ['a folder below', 'cisco-spa-7.5.5', 'POST', `${DIGITS}/a/rep.xml`],
  ['a folder above', 'cisco-sip-12.0.7', 'PUT', `reports/${DIGITS}/rep.xml`],
  ['nobody is named', 'cisco-sip-12.0.7', 'PUT', 'rep.xml'],
  ['no such rule on an 8941', 'cisco-sip-9.3', 'PUT', `${DIGITS}/rep.xml`],
  ['no such rule on an ATA190', 'cisco-ata190-1.2.2', 'POST', `${DIGITS}/rep.xml`],
  ['no BRURI on a 1220', 'avaya-4.1.13', 'PUT', `${DIGITS}/1234_96xxdata.txt`],
  ['another method', 'avaya-4.1.3', 'POST', `${DIGITS}/1234_96xxdata.txt`],
])('is not taken: %s', (_, line, method, path) => {
  expect(match(line, method, path)).toBeNull();
});
