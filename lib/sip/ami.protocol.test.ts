import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeAmi } from '../../test/phones/fake-ami';
import { SELF_SIGNED } from '../../test/phones/self-signed';
import { CHECK_SYNC } from '../domain/plugins/sync';
import { amiAction, type AmiServer } from './ami';
import { pjsipNotify } from './pjsip-notify';

const QUICK = { connectMs: 300, answerMs: 300 };
let ami: FakeAmi;
const server = (more: Partial<AmiServer> = {}): AmiServer => ({
  host: '127.0.0.1',
  port: ami.port,
  username: 'offhook',
  secret: 'ami secret',
  tls: false,
  verifyCertificate: true,
  ...more,
});

beforeEach(async () => {
  ami = await FakeAmi.start();
});
afterEach(() => ami.stop());

it('signs in, sends the action, and signs off', async () => {
  const fields = pjsipNotify(CHECK_SYNC, { endpoint: 'u1001' });
  expect(await amiAction(server(), 'PJSIPNotify', fields ?? [])).toEqual({ ok: true, value: undefined });
  expect(ami.sent('PJSIPNotify')).toEqual([
    [
      ['Endpoint', 'u1001'],
      ['Variable', 'Event=check-sync'],
    ],
  ]);
  await expect
    .poll(() => ami.actions.map(([first]) => first?.[1]))
    .toEqual(['Login', 'PJSIPNotify', 'Logoff']);
});

it('tells which of account, action and connection failed, and never the secret', async () => {
  ami.answer = () => 'Response: Error\r\nMessage: Unable to find endpoint u1.';
  const failures = [
    await amiAction(server({ secret: 'wrong one' }), 'Ping', []),
    await amiAction(server(), 'PJSIPNotify', [['Endpoint', 'u1']]),
    await amiAction(server({ port: 1 }), 'Ping', []),
  ];
  const told = failures.map((failure) => (failure.ok ? null : failure.error));
  expect(told).toMatchObject([
    { code: 'forbidden', message: expect.stringContaining('Authentication failed') },
    { code: 'conflict', message: 'Asterisk refused: Unable to find endpoint u1.' },
    { code: 'unavailable', message: expect.stringContaining('nothing listens there') },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/wrong one|ami secret/);
});

it.each<[string, [string, string]]>([
  ['a value with another field', ['Endpoint', 'u1\r\nVariable: Event=x']],
  ['a value with another action', ['Endpoint', 'u1\n\nAction: Command']],
  ['a name', ['End\r\npoint', 'u1']],
  ['a NUL', ['Endpoint', 'u\u0000']],
  ['a text without end', ['Endpoint', 'u'.repeat(5_000)]],
])('sends nothing at all for %s', async (_, field) => {
  expect(await amiAction(server(), 'PJSIPNotify', [field])).toMatchObject({ error: { code: 'invalid' } });
  expect(await amiAction(server({ username: 'a\r\nb' }), 'Ping', [])).toMatchObject({
    error: { code: 'invalid' },
  });
  expect(ami.connections).toBe(0);
});

it('gives up a server that is silent, that sends without end, or that is something else', async () => {
  const began = performance.now();
  const outcome = () => amiAction(server(), 'Ping', [], QUICK);
  ami.answer = () => '';
  expect(await outcome()).toMatchObject({ error: { code: 'unavailable' } });
  ami.greeting = null;
  expect(await outcome()).toMatchObject({ error: { message: expect.stringContaining('in time') } });
  ami.greeting = 'x'.repeat(200_000);
  expect(await outcome()).toMatchObject({ error: { message: expect.stringContaining('too much') } });
  ami.greeting = 'SSH-2.0-OpenSSH\r\n';
  expect(await outcome()).toMatchObject({ error: { message: expect.stringContaining('no manager') } });
  expect(performance.now() - began).toBeLessThan(3_000);
});

it('speaks TLS, and takes a certificate that nobody vouches for only when told so', async () => {
  const secured = await FakeAmi.start(SELF_SIGNED);
  const over = (verifyCertificate: boolean) =>
    amiAction(server({ port: secured.port, tls: true, verifyCertificate }), 'Ping', []);
  expect(await over(true)).toMatchObject({ error: { message: expect.stringContaining('certificate') } });
  expect(await over(false)).toMatchObject({ ok: true });
  expect(await amiAction(server({ tls: true }), 'Ping', [], QUICK)).toMatchObject({ ok: false });
  await secured.stop();
});

it('addresses endpoints and addresses, and nothing else', () => {
  const to = (target: Parameters<typeof pjsipNotify>[1]) => pjsipNotify(CHECK_SYNC, target)?.[0] ?? null;
  expect(to({ ip: '192.0.2.7' })).toEqual(['URI', 'sip:anonymous@192.0.2.7']);
  expect(to({ ip: '2001:db8::7' })).toEqual(['URI', 'sip:anonymous@[2001:db8::7]']);
  expect(to({ ip: '192.0.2.7;transport=tls' })).toBeNull();
  expect(to({ endpoint: 'a,Variable: x' })).toBeNull();
  expect(to({ endpoint: 'a b' })).toBeNull();
  const restart = { ...CHECK_SYNC, event: 'service-control', body: ['action=restart', 'RegisterCallId={}'] };
  expect(pjsipNotify(restart, { endpoint: 'u1' })?.slice(1)).toEqual([
    ['Variable', 'Event=service-control'],
    ['Variable', 'Content=action=restart'],
    ['Variable', 'Content=RegisterCallId={}'],
  ]);
  expect(pjsipNotify({ ...restart, body: ['a,b'] }, { endpoint: 'u1' })).toBeNull();
});
