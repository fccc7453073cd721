import { describe, expect, it } from 'vitest';
import { ownAddress } from './own-address';

function of(phoneHost: string | null) {
  return ownAddress({ phoneHost, phoneHttpPort: 8667 }, () => '192.0.2.10');
}

describe('ownAddress', () => {
  it.each([null, '0.0.0.0', '::', '0:0:0:0:0:0:0:0'])(
    'takes the likeliest address when the servers listen on all (%s)',
    (host) =>
      expect(of(host)).toEqual({
        ok: true,
        value: { address: '192.0.2.10', url: 'http://192.0.2.10:8667' },
      }),
  );

  it('brackets IPv6 in the URL alone', () => {
    expect(of('2001:db8::5')).toEqual({
      ok: true,
      value: { address: '2001:db8::5', url: 'http://[2001:db8::5]:8667' },
    });
  });

  it.each([':::', 'a:b', '1.2.3.400'])('refuses what makes no URL: %s', (host) =>
    expect(of(host)).toMatchObject({
      ok: false,
      error: { code: 'invalid', message: expect.stringContaining('OFFHOOK_PHONE_HOST') },
    }),
  );
});
