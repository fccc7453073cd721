import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestConsole, type TestConsole } from '../../../test/console/test-console';
import { configViewAnswer } from '../../domain/api/answers/devices';
import type { ConfigView, PatchConfig, SipAccount } from '../../domain/console/config-view';
import type { JsonValue } from '../../shared/json';
import { parseMac } from '../../shared/mac';
import { saveConfigPatch, saveSipAccounts } from './config-changes';
import { createDevice, patchDevice } from './device-changes';
import { loadConfiguration, readConfig } from './device-config';
import type { SessionUser } from './sign-in';

let test: TestConsole;
let user: SessionUser;
let made = 0;
beforeAll(async () => {
  test = await startTestConsole();
  user = await test.person('edda', 'operator');
});
afterAll(() => test.close());

async function device(): Promise<string> {
  const mac = parseMac(`00:15:65:00:01:${(made += 1).toString(16).padStart(2, '0')}`);
  if (!mac) throw new Error('no MAC address');
  const created = await createDevice(test.console, user, {
    mac,
    vendor: 'Yealink',
    model: 'T46S',
    description: '',
    plugin: 'yealink-v86',
  });
  if (!created.ok) throw new Error(created.error.message);
  return created.value.id;
}

async function view(id: string): Promise<ConfigView> {
  const read = await readConfig(test.console, user, id);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

async function valueOf(id: string, name: string): Promise<JsonValue | undefined> {
  return (await view(id)).entries.find(({ path }) => path.join('.') === name)?.value;
}

const set = async (id: string, value: string, more: Partial<PatchConfig> = {}) =>
  saveConfigPatch(test.console, user, id, {
    set: [{ path: ['timezone'], value }],
    unset: [],
    revision: (await view(id)).revision,
    ...more,
  });

const account = (username: string, more: Partial<SipAccount> = {}): SipAccount => ({
  position: 1,
  display_name: username,
  number: '100',
  username,
  auth_username: '',
  password: 'pw',
  registrar_ip: '192.0.2.1',
  registrar_port: '',
  proxy_ip: '192.0.2.1',
  proxy_port: '',
  ...more,
});

const saveAccount = async (id: string, given: SipAccount, apply?: 'device' | 'all') =>
  saveSipAccounts(test.console, user, id, {
    accounts: [given],
    revision: (await view(id)).revision,
    apply,
  });

it('makes a configuration of its own of the shared one of new phones, and leaves that alone', async () => {
  const [first, second] = [await device(), await device()];
  expect(await view(first)).toMatchObject({ kind: 'autoprov' });
  expect(await set(first, 'Asia/Tokyo')).toMatchObject({ ok: true });
  expect(await view(first)).toMatchObject({ kind: 'own', configId: first, sharedBy: 1 });
  expect(await valueOf(first, 'timezone')).toBe('Asia/Tokyo');
  expect(await valueOf(second, 'timezone')).not.toBe('Asia/Tokyo');
});

it('sets, takes away, and overwrites nobody', async () => {
  const id = await device();
  await set(id, 'Asia/Tokyo');
  const { revision } = await view(id);
  const inherited = (await view(id)).entries.find(({ path }) => path[0] === 'timezone')?.inherited?.value;
  expect(await set(id, '', { set: [], unset: [['timezone']] })).toMatchObject({ ok: true });
  expect(await valueOf(id, 'timezone')).toEqual(inherited);
  expect(await set(id, 'Europe/Rome', { revision })).toMatchObject({
    error: { code: 'precondition_failed' },
  });
});

it('keeps a password that the form leaves empty, and what the form does not know', async () => {
  const id = await device();
  await saveAccount(id, account('u1'));
  await set(id, '', { set: [{ path: ['sip_lines', '1', 'voicemail'], value: '*98' }] });
  expect(await saveAccount(id, account('u2', { password: null }))).toMatchObject({ ok: true });
  const loaded = await loadConfiguration(test.console, user, id);
  const own = loaded?.layers.find(({ origin }) => origin.kind === 'own')?.raw;
  expect(own).toMatchObject({ sip_lines: { 1: { username: 'u2', password: 'pw', voicemail: '*98' } } });
});

it('shows no secret', async () => {
  const id = await device();
  await saveAccount(id, account('u1', { password: 'a very secret one' }));
  expect(JSON.stringify(await view(id))).not.toContain('a very secret one');
});

it('tells what a phone is not given as its configuration says it, without the values', async () => {
  const id = await device();
  expect((await view(id)).warnings).toEqual([]);
  await saveAccount(id, account('u1', { registrar_ip: '', proxy_ip: '' }));
  const values = {
    dns_enabled: true,
    vlan_enabled: true,
    vlan_id: 99_999,
    sip_proxy_port: 70_000,
    sip_proxy_ip: null,
    sip_registrar_ip: null,
  };
  const saved = await set(id, '', {
    set: Object.entries(values).map(([name, value]) => ({ path: [name], value })),
  });
  expect(saved).toMatchObject({ ok: true });
  const told = await view(id);
  const [warnings, withoutServer] = [told.warnings.slice(0, -1), told.warnings.at(-1)];
  expect(warnings.map(({ path, code, expected }) => [path, code, expected]).sort()).toEqual([
    ['dns_enabled', 'switchedOff', 'dns_ip'],
    ['sip_proxy_port', 'outOfRange', '1–65535'],
    ['vlan_enabled', 'switchedOff', 'vlan_id'],
    ['vlan_id', 'outOfRange', '0–4094'],
  ]);
  expect(withoutServer).toEqual({
    path: 'sip_lines.1',
    code: 'noServer',
    message: 'has no server to register with: needs proxy_ip or sip_proxy_ip',
  });
  expect(JSON.stringify(told.warnings)).not.toMatch(/99999|70000/);
  expect(configViewAnswer.parse(told)).toEqual(told);
  const [found] = await test.console.database.sql.query('SELECT configured FROM device WHERE id = $1', [id]);
  expect(found).toEqual({ configured: true });
});

describe('what devices share', () => {
  const SHARED = { sharedBy: 2 };
  let first: string;
  let second: string;

  beforeEach(async () => {
    [first, second] = [await device(), await device()];
    await saveAccount(first, account('shared'));
    const loaded = await loadConfiguration(test.console, user, second);
    if (!loaded) throw new Error('no device');
    await patchDevice(test.console, user, loaded.device, { config: first });
  });

  it('a configuration that devices share is not changed without saying for whom', async () => {
    expect(await view(second)).toMatchObject(SHARED);
    expect(await set(second, 'Asia/Tokyo')).toMatchObject({
      error: { code: 'conflict', problems: [{ path: 'apply' }] },
    });
    expect(await saveAccount(second, account('other'))).toMatchObject({ error: { code: 'conflict' } });
    expect(await valueOf(first, 'timezone')).not.toBe('Asia/Tokyo');
  });

  it('is changed for all of them when that is said', async () => {
    expect(await set(second, 'Asia/Tokyo', { apply: 'all' })).toMatchObject({ ok: true });
    expect(await valueOf(first, 'timezone')).toBe('Asia/Tokyo');
    expect(await view(second)).toMatchObject({ ...SHARED, configId: first });
  });

  it('is copied for one of them when that is said, with its secrets, and the others keep it', async () => {
    expect(await saveAccount(second, account('mine', { password: null }), 'device')).toMatchObject({
      ok: true,
    });
    expect(await view(second)).toMatchObject({ configId: second, kind: 'own', sharedBy: 1 });
    expect(await view(first)).toMatchObject({ configId: first, sharedBy: 1 });
    const own = (await loadConfiguration(test.console, user, second))?.layers.at(-1)?.raw;
    expect(own).toMatchObject({ sip_lines: { 1: { username: 'mine', password: 'pw' } } });
    expect(await valueOf(first, 'sip_lines.1.username')).toBe('shared');
  });

  it('is copied under a new id for the device whose own it was', async () => {
    expect(await set(first, 'Asia/Tokyo', { apply: 'device' })).toMatchObject({ ok: true });
    const { configId } = await view(first);
    expect([first, second]).not.toContain(configId);
    expect(await view(second)).toMatchObject({ configId: first, sharedBy: 1 });
    expect(await valueOf(second, 'timezone')).not.toBe('Asia/Tokyo');
  });
});
