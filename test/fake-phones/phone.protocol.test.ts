import { expect, it } from 'vitest';
import { freeUdpPort } from '../../scripts/test/offhook-server.mjs';
import type { PhonePlan } from './boot-plan';
import { bootPhone } from './phone';

it('says which TFTP port gave no answer, and how to ask another', async () => {
  const tftpPort = await freeUdpPort();
  const plan: PhonePlan = {
    family: 'snom',
    model: '370',
    mac: '00:04:13:00:00:01',
    ip: null,
    userAgent: null,
    options: {},
    requests: [{ via: 'tftp', path: 'a.cfg', needed: true }],
  };
  const boot = await bootPhone(plan, { httpUrl: new URL('http://127.0.0.1:9'), tftpPort, api: null });
  expect(boot.problem).toBe(`a.cfg: no answer on UDP port ${tftpPort}; --tftp-port names another one`);
});
