import { describe, expect, it } from 'vitest';
import { leaseReport } from './lease';

const commit = { op: 'commit', ip: '192.0.2.7', mac: '00:15:65:aa:bb:cc', options: [] };
const parse = (change: object) => leaseReport.safeParse({ ...commit, ...change });

describe('leaseReport', () => {
  it.each(['00:15:65:aa:bb:cc', '0:15:65:AA:bb:cc', '00-15-65-AA-BB-CC', '001565aabbcc'])(
    'takes the MAC %s',
    (mac) => {
      expect(parse({ mac }).data).toEqual({ ...commit, mac: '00:15:65:aa:bb:cc' });
    },
  );

  it.each<[string[], [code: number, value: string][]]>([
    [[], []],
    [
      ['06043.69.73.63.6f', '0121.2.a'],
      [
        [60, 'Cisco'],
        [12, '\u0001\u0002\n'],
      ],
    ],
    [['060'], [[60, '']]],
    [['060FF.00'], [[60, '\u00ff\u0000']]],
    [['255fe'], [[255, '\u00fe']]],
  ])('reads the options %j', (options, expected) => {
    const data = parse({ options }).data;
    expect(data).toMatchObject({ options: expected.map(([code, value]) => ({ code, value })) });
  });

  it.each(['expiry', 'release'])('%s needs nothing but an address', (op) => {
    expect(leaseReport.safeParse({ op, ip: '192.0.2.7' }).data).toEqual({ op, ip: '192.0.2.7' });
    expect(parse({ op, mac: 'whatever', options: 5 }).data).toEqual({ op, ip: '192.0.2.7' });
  });

  it.each<[object, path: string]>([
    [{ op: undefined }, 'op'],
    [{ op: 'renew' }, 'op'],
    [{ op: 5 }, 'op'],
    [{ ip: undefined }, 'ip'],
    [{ ip: '10.10' }, 'ip'],
    [{ ip: '300.1.1.1' }, 'ip'],
    [{ ip: '010.1.1.1' }, 'ip'],
    [{ ip: null }, 'ip'],
    [{ mac: undefined }, 'mac'],
    [{ mac: '00:15:65:zz:00:00' }, 'mac'],
    [{ mac: 5 }, 'mac'],
    [{ options: undefined }, 'options'],
    [{ options: 'x' }, 'options'],
    [{ options: Array.from({ length: 257 }, () => '060') }, 'options'],
    [{ options: [60] }, 'options.0'],
    [{ options: ['60'] }, 'options.0'],
    [{ options: ['06043.'] }, 'options.0'],
    [{ options: ['06043..69'] }, 'options.0'],
    [{ options: ['060433'] }, 'options.0'],
    [{ options: ['060xx'] }, 'options.0'],
    [{ options: ['25641'] }, 'options.0'],
    [{ options: [`060${'41.'.repeat(2000)}41`] }, 'options.0'],
  ])('refuses %j', (change, path) => {
    const issues = parse(change).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('names the operation in the error', () => {
    expect(parse({ op: 'renew' }).error?.issues[0]?.message).toContain('operation');
  });

  it.each([undefined, null, 5, [], {}])('refuses %j', (body) => {
    expect(leaseReport.safeParse(body).success).toBe(false);
  });
});
