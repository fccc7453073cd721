import { describe, expect, it } from 'vitest';
import { flatten } from '../configs/flatten';
import { lineageOf, mayUse, usableBy } from './lineage';

const PARENTS = new Map([
  ['master', null],
  ['a', 'master'],
  ['below', 'a'],
  ['b', 'master'],
]);

describe('a tenant', () => {
  it('may use what is its own or of a tenant above, and nothing of one below or beside it', () => {
    const usable = (tenant: string) => [...PARENTS.keys()].filter((other) => mayUse(PARENTS, tenant, other));
    expect(usable('master')).toEqual(['master']);
    expect(usable('a')).toEqual(['master', 'a']);
    expect(usable('below')).toEqual(['master', 'a', 'below']);
    expect(usable('b')).toEqual(['master', 'b']);
    expect(lineageOf(PARENTS, 'below')).toEqual(['below', 'a', 'master']);
  });

  it('that is not known yet may use its own and the master tenant’s', () => {
    const usable = ['new', ...PARENTS.keys()].filter((other) => mayUse(PARENTS, 'new', other));
    expect(usable).toEqual(['new', 'master']);
  });

  it('in a circle of tenants holds nobody up', () => {
    const circle = new Map([
      ['x', 'y'],
      ['y', 'x'],
    ]);
    expect(mayUse(circle, 'x', 'z')).toBe(false);
    expect(lineageOf(circle, 'x').length).toBeLessThan(1_000);
  });
});

describe('inheritance', () => {
  const config = (tenantId: string, value: string, ...parent_ids: string[]) => ({
    tenantId,
    parent_ids,
    raw_config: { [value]: tenantId },
  });
  const configs = new Map([
    ['base', config('master', 'base', 'later', 'shared')],
    ['later', config('a', 'later')],
    ['shared', config('master', 'shared')],
    ['mine', config('a', 'mine', 'base', 'foreign', 'later')],
    ['foreign', config('b', 'foreign')],
  ]);
  const raw = (id: string, viewer: string) =>
    flatten(
      id,
      usableBy(PARENTS, viewer, (each) => configs.get(each)),
      {},
    );

  it('leaves out what an heir may not use, and takes it for another heir that may', () => {
    expect(raw('mine', 'a')?.raw).toEqual({ base: 'master', shared: 'master', later: 'a', mine: 'a' });
    expect(raw('base', 'master')?.raw).toEqual({ base: 'master', shared: 'master' });
    expect(raw('mine', 'below')?.raw).toEqual({ base: 'master', shared: 'master', later: 'a', mine: 'a' });
  });

  it('still depends on what is left out: it may become usable', () => {
    expect(raw('mine', 'a')?.ancestors).toEqual(['mine', 'base', 'later', 'shared', 'foreign']);
  });

  it('gives nothing to a device that may not use the config itself', () => {
    for (const viewer of ['b', 'master']) expect(raw('mine', viewer)).toBeNull();
  });
});
