import { describe, expect, it } from 'vitest';
import type { Origin } from '../../domain/console/config-view';
import { flatten, type FlattenableConfig } from '../../domain/configs/flatten';
import { mergeInto } from '../../domain/configs/merge';
import type { JsonObject } from '../../shared/json';
import { configEntries, inheritanceOrder, withoutSecrets } from './config-origins';

const origin = (configId: string | null, kind: Origin['kind']): Origin => ({
  configId,
  kind,
  label: configId ?? 'base',
});

describe('inheritanceOrder', () => {
  const configs: Record<string, FlattenableConfig> = {
    phone: { parent_ids: ['base', 'template', 'gone'], raw_config: { a: 5 } },
    base: { parent_ids: [], raw_config: { a: 1, b: 1, o: { x: 1 } } },
    template: { parent_ids: ['base', 'deep', 'phone'], raw_config: { b: 2, o: { y: 2 } } },
    deep: { parent_ids: ['template'], raw_config: { b: 3, c: 3 } },
  };
  it('applies what flatten applies, in its order, cycles included', () => {
    const order = inheritanceOrder('phone', (id) => configs[id]);
    expect(order.map(({ id }) => id)).toEqual(['base', 'deep', 'template', 'phone']);
    const merged = order.reduce<JsonObject>((raw, { config }) => mergeInto(raw, config.raw_config), {});
    expect(merged).toEqual(flatten('phone', (id) => configs[id], {})?.raw);
  });
});

describe('configEntries', () => {
  const own = origin('dev', 'own');
  const base = origin('base', 'inherited');
  const entries = configEntries([
    { origin: origin(null, 'base'), raw: { tftp_port: 69 } },
    {
      origin: base,
      raw: { locale: 'fr_FR', list: [1, 2], sip_lines: { '1': { password: 'inherited', number: '1' } } },
    },
    {
      origin: own,
      raw: { locale: 'en_US', list: [3], sip_lines: { '10': { number: '10' }, '1': { password: 'own' } } },
    },
  ]);
  it('says where each value comes from and what it hides', () => {
    expect(entries.map((e) => [e.path.join('.'), e.value, e.origin.kind])).toEqual([
      ['list', [3], 'own'],
      ['locale', 'en_US', 'own'],
      ['sip_lines.1.number', '1', 'inherited'],
      ['sip_lines.1.password', 'own', 'own'],
      ['sip_lines.10.number', '10', 'own'],
      ['tftp_port', 69, 'base'],
    ]);
    expect(entries.find((e) => e.path[0] === 'locale')?.inherited).toEqual({ value: 'fr_FR', origin: base });
    expect(entries.find((e) => e.path[0] === 'tftp_port')?.inherited).toBeNull();
  });

  it('shows no secret, neither the own nor the hidden one', () => {
    const text = JSON.stringify(withoutSecrets(entries));
    expect(text).not.toContain('"own","secret"');
    expect(text).not.toContain('"value":"inherited"');
    expect(withoutSecrets(entries).find((e) => e.secret)).toMatchObject({
      value: null,
      inherited: { value: null },
    });
  });

  it('lets a value take the place of an object, and an object that of a value', () => {
    const replaced = configEntries([
      { origin: base, raw: { a: { x: 1 }, b: 1 } },
      { origin: own, raw: { a: 2, b: { x: 3 } } },
    ]);
    expect(replaced.map((e) => [e.path.join('.'), e.value])).toEqual([
      ['a', 2],
      ['b.x', 3],
    ]);
  });
});
