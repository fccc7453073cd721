import { describe, expect, it } from 'vitest';
import { isDeviceMac, MAX_TEXT, readEvidence } from './evidence';

const wanted = { headers: ['x-model'], options: ['60'] };
const http = (path: string, headers: Record<string, string> = {}) =>
  readEvidence({ type: 'http', method: 'GET', path, headers }, wanted);

describe('HTTP', () => {
  it('finds headers whatever the case of their names, and trims them', () => {
    expect(http('/', { 'User-AGENT': '  Phone 1\t' }).agent).toBe('Phone 1');
    expect(http('/', { 'user-agent': 'Phone 2', 'X-Model': 'A' }).headers.get('x-model')).toBe('A');
  });

  it('passes over what is not ASCII in a User-Agent, as a server gets its bytes', () => {
    expect(http('/', { 'User-Agent': 'Phone 1 (\u00c3\u00a9) \u00e9' }).agent).toBe('Phone 1 ()');
    expect(http('/', { 'User-Agent': '\u00e9' }).agent).toBe('');
  });

  it.each([
    [{}, '', false],
    [{ 'User-Agent': '' }, '', false],
    [{ 'User-Agent': ' \t' }, '', false],
    [{ 'User-Agent': 'Phone' }, 'Phone', true],
    [{ 'User-Agent': '\u00e9\u00e9' }, '', true],
    [{ 'User-Agent': 'A'.repeat(2_000) }, '', true],
    [{ 'User-Agent': 'a\nb' }, '', true],
    [{ 'User-Agent': 'AVAYA/SIP12x0\u0017/04.00' }, 'AVAYA/SIP12x0/04.00', true],
  ])('tells a User-Agent that cannot be read from none: %j', (headers, agent, agentSent) => {
    expect(http('/', headers)).toMatchObject({ agent, agentSent });
  });

  it('decodes the path segment by segment, without its query', () => {
    expect(http('/a%20b/c%2Ed?x=1').path).toBe('a b/c.d');
    expect(http('//a///./b').path).toBe('a/b');
    expect(http('/a/').path).toBe('a/');
  });

  it.each(['/../etc/passwd', '/a/../b', '/%2e%2e/b', '/..%2fb', '/a%00.cfg', '/%zz.cfg', '/%ff.cfg'])(
    'takes no evidence from %s',
    (path) => {
      const evidence = http(path);
      expect(evidence.path).toBe('');
      expect(evidence.pathMac).toBeNull();
      expect(evidence.ignored).toHaveLength(1);
    },
  );

  it('says which headers it did not look at', () => {
    expect(http('/', { 'user-agent': 'a\r\nX-Injected: b' }).ignored).toEqual([
      'User-Agent: control characters',
    ]);
    expect(http('/', { 'user-agent': 'a'.repeat(MAX_TEXT + 1) }).ignored).toEqual(['User-Agent: too long']);
    expect(http(`/${'a'.repeat(MAX_TEXT)}`).ignored).toEqual(['path: too long']);
  });

  it('reads a bounded number of query values', () => {
    const evidence = http(`/a?${Array.from({ length: 100 }, (_, n) => `k${n}=${n}`).join('&')}`);
    expect(evidence.query.size).toBe(20);
    expect(evidence.query.get('k3')).toBe('3');
  });
});

describe('MAC address of the path', () => {
  it.each([
    ['/001565A1B2C3.cfg', '00:15:65:a1:b2:c3'],
    ['/x/SEP001565a1b2c3.cnf.xml', '00:15:65:a1:b2:c3'],
    ['/phone.htm?mac=001565a1b2c3', '00:15:65:a1:b2:c3'],
    ['/000000000000.cfg', null],
    ['/y000000000028.cfg', null],
    ['/ffffffffffff.cfg', null],
    ['/01005e000001.cfg', null],
    ['/001565a1b2c30.cfg', null],
    ['/001565a1b2c3/file.cfg', null],
    ['/phone.htm?mac=nonsense', null],
  ])('of %s is %s', (path, mac) => {
    expect(http(path).pathMac).toBe(mac);
  });

  it('is one that a device can have', () => {
    expect(isDeviceMac('00:15:65:a1:b2:c3')).toBe(true);
    expect(isDeviceMac('01:15:65:a1:b2:c3')).toBe(false);
  });
});

describe('TFTP and DHCP', () => {
  it('takes a TFTP name as it is, without leading slashes', () => {
    expect(readEvidence({ type: 'tftp', path: '//a%20b.cfg' }, wanted).path).toBe('a%20b.cfg');
    expect(readEvidence({ type: 'tftp', path: '../a' }, wanted).path).toBe('');
  });

  it('normalises the address of the lease and drops zero bytes behind an option', () => {
    const evidence = readEvidence(
      { type: 'dhcp', mac: '0:15:65:A:b:C', options: { '60': 'class\0\0', '43': 'x' } },
      wanted,
    );
    expect(evidence.leaseMac).toBe('00:15:65:0a:0b:0c');
    expect([...evidence.options]).toEqual([['60', 'class']]);
  });

  it.each([
    ['\u0001\u0002Thomson&ST2022', 'Thomson&ST2022'],
    ['x\u0002Thomson&ST2022', 'Thomson&ST2022'],
    ['\u000fThomson ST2022S', 'Thomson ST2022S'],
    ['one\u0001two', undefined],
  ])('passes over the bytes before a text: %j', (value, read) => {
    const request = { type: 'dhcp', mac: '', options: { '60': value } } as const;
    expect(readEvidence(request, wanted).options.get('60')).toBe(read);
  });

  it('reads no option that is not an own member', () => {
    const options = Object.create({ '60': 'inherited' }) as Record<string, string>;
    expect(readEvidence({ type: 'dhcp', mac: '', options }, wanted).options.size).toBe(0);
  });
});
