import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { BUNDLED } from '../../test/plugins/family-folder';
import { catalogueOf } from './catalogue';
import { phonesDocument } from './phones-document';
import { readRegistry, type PluginRegistry } from './registry';

let registry: PluginRegistry;
beforeAll(async () => {
  registry = await readRegistry([BUNDLED]);
});

it('is docs/phones.md as the families have it (`npm run phones:docs` writes it)', () => {
  const written = readFileSync(join(BUNDLED, '../docs/phones.md'), 'utf8');
  expect(phonesDocument(registry).split('\n')).toEqual(written.split('\n'));
});

it('has every model of every family once, with the lines that know it', () => {
  const models = catalogueOf(registry);
  const expected = [...registry.families.values()].flatMap((family) =>
    Object.keys(family.source.models.value.models).map((name) => `${family.id} ${name}`),
  );
  expect(models.map(({ family, name }) => `${family} ${name}`).sort()).toEqual(expected.sort());
  for (const { family, name, lines } of models) {
    expect(lines[0]?.id, name).toBe(registry.families.get(family)?.preferredLine[name.toLowerCase()]);
  }
});

it('tells the features from what the files of the model read', () => {
  const models = catalogueOf(registry);
  const featuresOf = (name: string) => models.find((model) => model.name === name)?.features ?? [];
  // Digium phones are told their time zone, not how to encrypt media: no template of theirs reads `sip_srtp_mode`.
  expect(featuresOf('D70')).toEqual(expect.arrayContaining(['timezone', 'ntp', 'vlan', 'high_availability']));
  expect(featuresOf('D70')).not.toContain('srtp');
  // `function_keys: 0`, though the template for all models has keys.
  expect(featuresOf('D40')).not.toContain('function_keys');
  expect(featuresOf('W90DM')).toContain('multicell');
});
