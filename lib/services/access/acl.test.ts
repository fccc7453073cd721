import { describe, expect, it } from 'vitest';
import { isAllowed, rightPart } from './acl';

describe('access rules', () => {
  it.each([
    ['provd.#', 'provd.dev_mgr.devices.abc.read', true],
    ['provd.#', 'confd.read', false],
    ['#', 'provd.read', true],
    ['provd.dev_mgr.devices.*.read', 'provd.dev_mgr.devices.abc.read', true],
    ['provd.dev_mgr.devices.*.read', 'provd.dev_mgr.devices.a.b.read', false],
    ['provd.dev_mgr.devices.*.read', 'provd.dev_mgr.devices.abc.update', false],
    ['provd.*.read', 'provd.status.read', true],
    ['provd.#.read', 'provd.dev_mgr.devices.abc.read', true],
    ['provd.#.read', 'provd.dev_mgr.devices.abc.delete', false],
    ['provd.read', 'provd.read', true],
    ['provd.read', 'provdxread', false],
    ['provd', 'provd.read', false],
    ['', 'provd.read', false],
  ])('%s and %s', (pattern, right, allowed) => expect(isAllowed([pattern], right)).toBe(allowed));

  it('let a refusal win wherever it stands', () => {
    const right = 'provd.cfg_mgr.configs.base.delete';
    expect(isAllowed(['provd.#', '!provd.cfg_mgr.configs.base.*'], right)).toBe(false);
    expect(isAllowed(['!provd.cfg_mgr.configs.base.*', 'provd.#'], right)).toBe(false);
    expect(isAllowed(['!provd.cfg_mgr.configs.base.*'], 'provd.read')).toBe(false);
    expect(isAllowed([], right)).toBe(false);
  });

  it('do not hang on a hostile pattern', () => {
    const started = performance.now();
    expect(isAllowed(['#'.repeat(200) + 'x'], 'a'.repeat(500))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('write dots of a value as underscores', () =>
    expect(rightPart('wazo-aastra-3.3.1')).toBe('wazo-aastra-3_3_1'));
});
