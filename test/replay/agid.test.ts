import { expect, inject, it } from 'vitest';
import { confdSteps, sipLine } from './confd-steps';
import { ReplayPhone } from './phone';
import { provdClient } from './provd-client';

const server = inject('replayServer');
const provd = provdClient(server);
const confd = confdSteps(provd);

/** What agid asks confd for: exactly one device of the address that a call came from. */
async function onlyDeviceAt(ip: string): Promise<string> {
  const found = await provd.devices.list({ ip }, { order: 'ip', direction: 'asc', recurse: true });
  expect(found).toHaveLength(1);
  return String(found[0]?.id);
}

it('a provisioning code dialled on a new phone gives it its line, `autoprov` takes it away again', async () => {
  const phone = new ReplayPhone();
  await phone.boot();
  const id = await onlyDeviceAt(phone.ip);
  // confd's text search for "autoprov" matches the config's id.
  expect((await provd.devices.get(id)).config).toMatch(/^autoprov/);
  await confd.associate(id, sipLine('2001'), server.tenants.one);
  await provd.devices.synchronize(id);
  expect((await phone.boot()).body).toContain('user2001');

  expect(await onlyDeviceAt(phone.ip)).toBe(id);
  await confd.resetToAutoprov(id);
  await provd.devices.synchronize(id);
  expect((await provd.devices.get(id)).config).toMatch(/^autoprov/);
  expect((await phone.boot()).body).not.toContain('user2001');
});

it('an address belongs to the phone that used it last, and to nobody else', async () => {
  const [old, young] = [new ReplayPhone(), new ReplayPhone()];
  await old.boot();
  const replaced = await onlyDeviceAt(old.ip);
  await Object.assign(young, { ip: old.ip }).boot();
  const now = await onlyDeviceAt(old.ip);
  expect(now).not.toBe(replaced);
  expect((await provd.devices.get(replaced)).ip).toBeUndefined();
});
