import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json';
import { flatten, MAX_ANCESTORS } from './flatten';
import type { FlattenableConfig } from './flatten';

function store(configs: Record<string, [parents: string[], raw: JsonObject]>) {
  return (id: string): FlattenableConfig | undefined => {
    const found = configs[id];
    return found && { parent_ids: found[0], raw_config: found[1] };
  };
}

describe('flatten', () => {
  it('gives null for an unknown config', () => {
    expect(flatten('x', store({}), { ip: 'a' })).toBeNull();
  });

  it('puts the base settings below and the own parameters on top', () => {
    const get = store({ p: [[], { a: 'p', b: 'p' }], c: [['p'], { b: 'c' }] });
    expect(flatten('c', get, { a: 'base', z: 'base' })).toEqual({
      raw: { a: 'p', b: 'c', z: 'base' },
      ancestors: ['c', 'p'],
      complete: true,
    });
  });

  it('lets later parents override earlier ones', () => {
    const get = store({ p1: [[], { a: 1, b: 1 }], p2: [[], { b: 2 }], c: [['p1', 'p2'], {}] });
    expect(flatten('c', get, {})?.raw).toEqual({ a: 1, b: 2 });
  });

  it('applies a common ancestor once, at its first visit', () => {
    // g is applied before p1; p2 must not apply it again over p1.
    const get = store({
      g: [[], { a: 'g' }],
      p1: [['g'], { a: 'p1' }],
      p2: [['g'], { b: 'p2' }],
      c: [['p1', 'p2'], {}],
    });
    expect(flatten('c', get, {})).toEqual({
      raw: { a: 'p1', b: 'p2' },
      ancestors: ['c', 'p1', 'g', 'p2'],
      complete: true,
    });
  });

  it('skips unknown parents but tells their ids', () => {
    expect(flatten('c', store({ c: [['gone'], { a: 1 }] }), {})).toEqual({
      raw: { a: 1 },
      ancestors: ['c', 'gone'],
      complete: true,
    });
  });

  it('survives cycles, its own id among them', () => {
    const get = store({ a: [['b', 'a'], { x: 'a', only: 'a' }], b: [['a'], { x: 'b', y: 'b' }] });
    expect(flatten('a', get, {})?.raw).toEqual({ x: 'a', only: 'a', y: 'b' });
    expect(flatten('b', get, {})?.raw).toEqual({ x: 'b', only: 'a', y: 'b' });
  });

  it('merges objects member by member and overwrites everything else', () => {
    const get = store({
      p: [[], { o: { a: 1, deep: { x: 1 } }, list: [1, 2], text: 'p', gone: { a: 1 }, line: [] }],
      c: [
        ['p'],
        { o: { b: 2, deep: { y: 2 } }, list: [3], text: { now: 'object' }, gone: null, line: { 1: {} } },
      ],
    });
    expect(flatten('c', get, {})?.raw).toEqual({
      o: { a: 1, b: 2, deep: { x: 1, y: 2 } },
      list: [3],
      text: { now: 'object' },
      gone: null,
      line: { 1: {} },
    });
  });

  it('changes nothing of the documents', () => {
    const parent: JsonObject = { o: { a: 1, deep: { x: 1 } }, list: [{ b: 1 }] };
    const own: JsonObject = { o: { a: 2, deep: { y: 2 } }, list: [] };
    const base: JsonObject = { o: { a: 0, deep: { z: 0 } } };
    const before = JSON.stringify([parent, own, base]);
    const raw = flatten('c', store({ p: [[], parent], c: [['p'], own] }), base)?.raw;
    expect(raw).toEqual({ o: { a: 2, deep: { x: 1, y: 2, z: 0 } }, list: [] });
    expect(JSON.stringify([parent, own, base])).toBe(before);
  });

  it('never touches a prototype', () => {
    const evil: JsonObject = JSON.parse(
      '{"__proto__":{"polluted":1},"o":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}},"l":[{"__proto__":{"polluted":1}}]}',
    );
    const raw = flatten('c', store({ p: [[], evil], c: [['p'], evil] }), {})?.raw ?? {};
    expect(Object.getPrototypeOf(raw)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.getPrototypeOf(raw.o)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(raw.constructor).toEqual({ prototype: { polluted: 1 } });
  });

  it('stops at a bound, without a stack overflow', () => {
    const get = (id: string): FlattenableConfig => ({
      parent_ids: [String(Number(id) + 1)],
      raw_config: { [`k${id}`]: 1 },
    });
    const result = flatten('0', get, {});
    expect(result?.complete).toBe(false);
    expect(result?.ancestors).toHaveLength(MAX_ANCESTORS);
    expect(Object.keys(result?.raw ?? {})).toHaveLength(MAX_ANCESTORS);
  });
});
