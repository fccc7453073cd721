import { expect, it } from 'vitest';
import type { DeviceIndexRow } from '../../db/phones/load-devices';
import { createLogger } from '../../shared/logger';
import { DeviceIndex } from './device-index';
import { Documents } from './documents';
import { Epochs } from './epochs';
import { PhoneState, type StateReaders } from './phone-state';

const never = () => Promise.reject(new Error('not asked for here'));
const READERS: Omit<StateReaders, 'rows'> = {
  world: never,
  registry: never,
  devices: () => {
    throw new Error('not asked for here');
  },
  rowsByMac: never,
  autocreateTemplate: never,
  lastRevision: never,
  configsSince: never,
  existingConfigs: never,
};

function row(id: string, ip: string): DeviceIndexRow {
  const nothing = {
    sn: null,
    uuid: null,
    vendor: null,
    model: null,
    version: null,
    plugin: null,
    config: null,
  };
  const decided = { hasConfig: false, configured: false, remoteStateSipUsername: null };
  return { id, tenantId: 't', mac: null, ip, ...nothing, ...decided, revision: 1 };
}

/** Rows are read when the test lets them be. */
function stateWithSlowRows() {
  const index = new DeviceIndex();
  const epochs = new Epochs();
  const readings: { ids: readonly string[]; done: (rows: DeviceIndexRow[]) => void }[] = [];
  const state = new PhoneState({
    readers: { ...READERS, rows: (ids) => new Promise((done) => readings.push({ ids, done })) },
    index,
    epochs,
    documents: new Documents({ devices: never, configs: never }, epochs),
    fixed: { publicUrl: null, tftpPort: 69 },
    logger: createLogger('test', 'silent'),
    origin: 'this',
    unsaved: () => [],
    onGone: () => undefined,
    onWorldChanged: () => undefined,
    onDevicesChanged: () => undefined,
    onInputsChanged: () => undefined,
  });
  const saved = (id: string) =>
    state.apply({ seq: id, kind: 'device', ids: [id], action: 'saved', revision: '1', origin: 'other' });
  return { index, readings, saved };
}

it('has taken in a device that others made only when it finds it, by its address too', async () => {
  const { index, readings, saved } = stateWithSlowRows();
  let taken = false;
  const taking = saved('a')?.then(() => (taken = true));
  await expect.poll(() => readings.length).toBe(1);
  expect(taken).toBe(false);
  expect(index.find('ip', '10.0.0.1')).toEqual([]);
  readings[0]?.done([row('a', '10.0.0.1')]);
  await taking;
  expect(index.find('ip', '10.0.0.1').map(({ id }) => id)).toEqual(['a']);
});

it('waits for the reading that names the device, not for those that changes after it cause', async () => {
  const { index, readings, saved } = stateWithSlowRows();
  const first = saved('a');
  await expect.poll(() => readings.length).toBe(1);
  const second = saved('b');
  const again = saved('a');
  readings[0]?.done([row('a', '10.0.0.1')]);
  await first;
  await expect.poll(() => readings.map(({ ids }) => ids)).toEqual([['a'], ['b', 'a']]);
  expect(index.get('b')).toBeUndefined();
  readings[1]?.done([row('b', '10.0.0.2'), { ...row('a', '10.0.0.3'), revision: 2 }]);
  await Promise.all([second, again]);
  expect(index.find('ip', '10.0.0.3').map(({ id }) => id)).toEqual(['a']);
  expect(index.get('b')?.ip).toBe('10.0.0.2');
  expect(index.get('a')?.pending).toBeNull();
});
