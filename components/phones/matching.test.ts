import { expect, it } from 'vitest';
import type { CatalogueRow } from '@/lib/domain/console/catalogue';
import { matchingModels } from './matching';
import type { PhonesQuery } from './use-phones-url';

const model = (vendor: string, name: string, more: Partial<CatalogueRow> = {}): CatalogueRow => ({
  family: vendor.toLowerCase(),
  vendor,
  name,
  aliases: [],
  capabilities: { type: 'deskphone' },
  features: ['vlan'],
  lines: [{ id: `${vendor.toLowerCase()}-1.2`, version: '1.2', firmware: '1.2.3.4', protocols: ['http'] }],
  devices: 0,
  ...more,
});
const MODELS = [
  model('Acme', 'A10', { aliases: ['SIP-A10'], features: ['vlan', 'ntp'] }),
  model('Acme', 'B20', { capabilities: { type: 'dect' } }),
  model('Other', 'A10'),
];
const NONE: PhonesQuery = { q: '', vendor: [], type: [], feature: [], shown: null };
const names = (query: Partial<PhonesQuery>) =>
  matchingModels(MODELS, { ...NONE, ...query }).map(({ vendor, name }) => `${vendor} ${name}`);

it('finds by every word, in any of the names', () => {
  expect(names({})).toHaveLength(3);
  expect(names({ q: 'a10' })).toEqual(['Acme A10', 'Other A10']);
  expect(names({ q: ' ACME  sip-a' })).toEqual(['Acme A10']);
  expect(names({ q: '1.2.3.4 other' })).toEqual(['Other A10']);
  expect(names({ q: 'acme other' })).toEqual([]);
});

it('filters by any vendor and type, and by all features', () => {
  expect(names({ vendor: ['Acme', 'Nobody'] })).toEqual(['Acme A10', 'Acme B20']);
  expect(names({ type: ['dect'] })).toEqual(['Acme B20']);
  expect(names({ feature: ['vlan', 'ntp'] })).toEqual(['Acme A10']);
});
