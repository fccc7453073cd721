import { describe, expect, it } from 'vitest';
import { beyond } from './acl-covers';

describe('what goes beyond the rights that somebody has', () => {
  it.each([
    [['provd.#'], ['provd.dev_mgr.devices.*.read'], []],
    [['provd.#'], ['provd.#'], []],
    [['#'], ['provd.#', 'offhook.#'], []],
    [['provd.#.read'], ['provd.#.read', 'provd.*.read'], []],
    [['provd.#.read'], ['provd.#'], ['provd.#']],
    [['provd.dev_mgr.devices.*.read'], ['provd.dev_mgr.devices.#.read'], ['provd.dev_mgr.devices.#.read']],
    [['provd.*'], ['provd.#'], ['provd.#']],
    [['provd.#'], ['provd.#', 'offhook.tokens.read'], ['offhook.tokens.read']],
    [[], ['provd.read'], ['provd.read']],
  ])('%j asked for %j', (held, wanted, more) => expect(beyond(held, wanted)).toEqual(more));

  it('counts refusals: they have to be in what is asked for, unless they are about something else', () => {
    const held = ['provd.#', '!provd.pg_mgr.#'];
    expect(beyond(held, ['provd.#'])).toEqual(['provd.#']);
    expect(beyond(held, ['provd.#', '!provd.pg_mgr.#'])).toEqual([]);
    expect(beyond(held, ['provd.#', '!provd.#'])).toEqual([]);
    expect(beyond(held, ['provd.#', '!provd.pg_mgr.install.#'])).toEqual(['provd.#']);
    expect(beyond(held, ['provd.dev_mgr.#'])).toEqual([]);
    expect(beyond(held, ['provd.pg_mgr.plugins.read'])).toEqual(['provd.pg_mgr.plugins.read']);
    expect(beyond(['provd.#', '!provd.*.x'], ['provd.y.z'])).toEqual(['provd.y.z']);
  });
});
