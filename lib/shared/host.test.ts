import { describe, expect, it } from 'vitest';
import { bracketed, isWildcard } from './host';

describe('isWildcard', () => {
  it.each(['0.0.0.0', '0', '::', '0:0:0:0:0:0:0:0', '::0', '::ffff:0.0.0.0'])('%s stands for all', (host) =>
    expect(isWildcard(host)).toBe(true),
  );
  it.each(['127.0.0.1', '::1', '2001:db8::', 'localhost', 'a:b', ''])('%s does not', (host) =>
    expect(isWildcard(host)).toBe(false),
  );
});

describe('bracketed', () => {
  it('brackets IPv6 alone', () => {
    expect(bracketed('2001:db8::1')).toBe('[2001:db8::1]');
    expect(bracketed('192.0.2.1')).toBe('192.0.2.1');
  });
});
