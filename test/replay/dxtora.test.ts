import { describe, expect, inject, it } from 'vitest';
import { restClient } from '../compat/rest-client';
import { ReplayPhone } from './phone';
import { provdClient } from './provd-client';

const server = inject('replayServer');
const provd = provdClient(server);
const rest = restClient(`${server.consoleUrl}/0.2`, server.token);
const tell = (info: unknown) =>
  rest({ method: 'POST', path: '/dev_mgr/dhcpinfo', body: { dhcp_info: info } });
/** As the DHCP server prints them: without leading zeros. */
const printed = (mac: string): string =>
  mac
    .split(':')
    .map((byte) => Number.parseInt(byte, 16).toString(16))
    .join(':');

describe('leases', () => {
  it('are answered with 204 before dxtora gives up, and the phone is there in the next request', async () => {
    const phone = new ReplayPhone();
    const before = Date.now();
    const answer = await tell({ op: 'commit', ip: phone.ip, mac: printed(phone.mac), options: [] });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(await provd.devices.list({ mac: phone.mac })).toMatchObject([
      { mac: phone.mac, ip: phone.ip, tenant_uuid: server.masterTenant, is_new: true },
    ]);
  });

  it('of a vendor class tell the model', async () => {
    const phone = new ReplayPhone();
    const yealink = `060${[...Buffer.from('yealink')].map((byte) => byte.toString(16)).join('.')}`;
    expect((await tell({ op: 'commit', ip: phone.ip, mac: phone.mac, options: [yealink] })).status).toBe(204);
    expect(await provd.devices.list({ mac: phone.mac })).toMatchObject([{ vendor: 'Yealink' }]);
  });

  it('that end do nothing and need neither address of a card nor options', async () => {
    for (const op of ['expiry', 'release']) expect((await tell({ op, ip: '10.1.2.3' })).status).toBe(204);
  });

  it('come in bursts after a power cut, and none is lost', async () => {
    const phones = Array.from({ length: 60 }, () => new ReplayPhone());
    const answers = await Promise.all(
      phones.map(({ ip, mac }) => tell({ op: 'commit', ip, mac: printed(mac), options: [] })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const found = await provd.devices.list({ mac: { $in: phones.map(({ mac }) => mac) } });
    expect(found).toHaveLength(phones.length);
  });

  it('that are wrong are 400, with what is wrong', async () => {
    const lease = { op: 'commit', ip: '10.1.2.3', mac: '00:15:65:00:00:01', options: [] };
    const { options: _, ...bare } = lease;
    for (const wrong of [
      bare,
      { ...lease, op: 'renew' },
      { ...lease, ip: '10.1.2.300' },
      { ...lease, mac: 'none' },
      { ...lease, options: ['6'] },
      {},
    ]) {
      const answer = await tell(wrong);
      expect({ wrong, status: answer.status }).toEqual({ wrong, status: 400 });
      expect(answer.text).not.toBe('');
    }
  });
});
