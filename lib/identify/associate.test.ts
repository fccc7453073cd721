import { describe, expect, it } from 'vitest';
import { associate, SCORES, type AssociableLine } from './associate';

const line = (
  id: string,
  models: Record<string, string | null>,
  more: Partial<AssociableLine> = {},
): AssociableLine => ({
  id,
  family: 'acme',
  vendor: 'Acme',
  firmware: null,
  aliases: [`wazo-${id}`],
  modelNames: Object.fromEntries(Object.keys(models).map((name) => [name.toLowerCase(), name])),
  models: Object.fromEntries(Object.entries(models).map(([name, firmware]) => [name, { firmware }])),
  ...more,
});

const lines = [
  line('acme-v84', { T1: '44.84.0.140', T2: '50.84.0.10' }),
  line('acme-v85', { T2: '50.85.0.10' }),
  line('acme-v86', { T2: '50.86.0.15', T3: '60.86.0.1' }),
];
const choose = (phone: Parameters<typeof associate>[0], among = lines) =>
  associate({ vendor: 'Acme', ...phone }, among);

describe('associate', () => {
  it('finds the line made for just that model and firmware', () => {
    expect(choose({ model: 'T2', version: '50.85.0.10' })).toMatchObject({
      pluginId: 'acme-v85',
      aliases: ['wazo-acme-v85'],
      score: SCORES.exact,
    });
  });

  it('prefers, among lines that know the model, the firmware nearest to the phone’s', () => {
    expect(choose({ model: 'T2', version: '50.84.9.9' }).pluginId).toBe('acme-v84');
    expect(choose({ model: 'T2', version: '50.99.0.1' })).toMatchObject({
      pluginId: 'acme-v86',
      score: SCORES.complete,
    });
    expect(choose({ model: 'T2', version: '50.10.0.1' }).pluginId).toBe('acme-v84');
    expect(choose({ model: 'T2' }).pluginId).toBe('acme-v86');
  });

  it('never chooses a line that does not know the model where one does', () => {
    expect(choose({ model: 'T1', version: '44.99.0.1' }).pluginId).toBe('acme-v84');
    expect(choose({ model: 't3' }).pluginId).toBe('acme-v86');
  });

  it('knows models by their other names', () => {
    const aliased = line('acme-1', { T9G: null }, { modelNames: { t9g: 'T9G', t9: 'T9G' } });
    expect(choose({ model: 'T9' }, [aliased])).toMatchObject({ pluginId: 'acme-1', score: SCORES.complete });
    expect(choose({ model: 'constructor' }, [aliased]).score).toBe(SCORES.probable);
  });

  it('gives an unknown model to the newest line, by numbers', () => {
    const numbered = [line('acme-10.0', {}), line('acme-4.2', {}), line('acme-legacy', {})];
    expect(choose({ model: 'NEW' }, numbered)).toMatchObject({
      pluginId: 'acme-10.0',
      score: SCORES.probable,
    });
    expect(choose({}, numbered).pluginId).toBe('acme-10.0');
  });

  it('stays in the family that recognised the phone, unless another knows its model', () => {
    const both = [...lines, line('other-99', { X1: null }, { family: 'other' })];
    expect(choose({ families: ['acme'] }, both).pluginId).toBe('acme-v86');
    expect(choose({ families: ['acme'], model: 'X1' }, both).pluginId).toBe('other-99');
    expect(choose({ families: [], model: 'X1' }, both).pluginId).toBe('other-99');
  });

  it('chooses nothing on a MAC prefix alone, an unknown or a foreign vendor', () => {
    expect(choose({ families: [] })).toMatchObject({ pluginId: null, score: SCORES.unknown });
    expect(associate({ model: 'T1' }, lines)).toEqual({
      pluginId: null,
      aliases: [],
      score: SCORES.unknown,
      why: [],
    });
    expect(associate({ vendor: 'Nobody', model: 'T1' }, lines)).toEqual({
      pluginId: null,
      aliases: [],
      score: 0,
      why: [],
    });
  });

  it('takes the two names of Alcatel for one', () => {
    const alcatel = [line('alcatel-2', {}, { vendor: 'Alcatel' })];
    expect(associate({ vendor: 'Alcatel-Lucent' }, alcatel).pluginId).toBe('alcatel-2');
  });

  it('explains the best lines', () => {
    const { why } = choose({ model: 'T1', version: '44.84.0.140' });
    expect(why.map(({ pluginId, name }) => [pluginId, name])).toEqual([
      ['acme-v84', 'exact'],
      ['acme-v86', 'probable'],
      ['acme-v85', 'probable'],
    ]);
    expect(why[1]?.because).toBe('it does not know the model T1');
  });
});
