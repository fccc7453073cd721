import { describe, expect, it } from 'vitest';
import { deviceListParams, parseDeviceList } from './device-list-url';

const parse = (text: string) => parseDeviceList(new URLSearchParams(text));

describe('the devices page in its address', () => {
  it('comes back as it went', () => {
    const query = parse(
      'q=00%3A15&status=failed&status=autoprov&vendor=Cisco%2CInc&sort=ip&dir=asc&page=3&size=100',
    );
    expect(query).toEqual({
      q: '00:15',
      status: ['failed', 'autoprov'],
      vendor: ['Cisco,Inc'],
      model: [],
      plugin: [],
      sort: 'ip',
      dir: 'asc',
      page: 3,
      size: 100,
    });
    expect(parse(deviceListParams(query))).toEqual(query);
    expect(parse(deviceListParams(query, 'all'))).toEqual(query);
  });

  it('keeps what is valid of a damaged address', () => {
    expect(parse('q=snom&sort=__proto__&page=-4&size=7&status=on-fire')).toMatchObject({
      q: 'snom',
      sort: 'seen',
      page: 1,
      size: 50,
      status: [],
    });
  });

  it('leaves defaults out', () => expect(deviceListParams(parse(''))).toBe(''));
});
