import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, startTestConsole, type TestConsole } from '../../../test/console/test-console';
import { FAILURES_ALLOWED } from '../../db/console/sign-in';
import { changeOwnPassword, findSession, readAccount, signIn, signOutEverywhere } from './sign-in';

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole();
});
afterAll(() => test.close());

const attempt = (username: string, password: string, ip: string) =>
  signIn(test.console, { username, password, ip }).then((result) =>
    result.ok ? result.value.username : result.error,
  );

it('lets in whoever knows the password, and tells no name from none', async () => {
  await test.person('anna', 'operator');
  expect(await attempt('anna', PASSWORD, '192.0.2.1')).toBe('anna');
  expect(await attempt('anna', 'wrong', '192.0.2.1')).toBe('wrong');
  expect(await attempt('nobody', 'wrong', '192.0.2.1')).toBe('wrong');
});

it('locks an account after wrong passwords, an invented one as well, whatever address they come from', async () => {
  const user = await test.person('bert', 'operator');
  for (const name of ['bert', 'bert-who-is-not']) {
    for (let i = 0; i < FAILURES_ALLOWED; i += 1)
      expect(await attempt(name, 'wrong', `192.0.2.${i}`)).toBe('wrong');
    expect(await attempt(name, PASSWORD, '192.0.2.99')).toBe('locked');
  }
  await test.console.database.sql.execute('UPDATE "user" SET locked_until = now() WHERE id = $1', [user.id]);
  expect(await attempt('bert', PASSWORD, '192.0.2.99')).toBe('bert');
  const kinds = (await readAccount(test.console, user)).recent.map(({ kind }) => kind);
  expect(kinds.slice(0, 3)).toEqual(['sign_in', 'locked', 'sign_in_failed']);
});

it('counts attempts that come at once, too', async () => {
  await test.person('carl', 'operator');
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, i) => attempt('carl', 'wrong', `198.51.100.${i}`)),
  );
  expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(FAILURES_ALLOWED);
});

it('limits the attempts of an address', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 32 }, (_, i) => attempt(`guess-${i}`, 'wrong', '203.0.113.5')),
  );
  expect(outcomes.slice(0, 30)).not.toContain('limited');
  expect(outcomes.slice(30)).toEqual(['limited', 'limited']);
  expect(await attempt('guess', 'wrong', '203.0.113.6')).toBe('wrong');
});

it('ends every session with a new password, and when told to', async () => {
  const user = await test.person('dora', 'operator');
  const alive = (version: number) => findSession(test.console, user.id, version);
  expect(await alive(user.sessionVersion)).toMatchObject({ username: 'dora' });
  const form = { current: 'wrong', next: 'a better password', again: 'a better password' };
  expect(await changeOwnPassword(test.console, user, form, null)).toMatchObject({ ok: false });
  const changed = await changeOwnPassword(test.console, user, { ...form, current: PASSWORD }, null);
  expect(changed.ok).toBe(true);
  expect(await alive(user.sessionVersion)).toBeNull();
  const version = changed.ok ? changed.value.sessionVersion : -1;
  expect(await alive(version)).not.toBeNull();
  await signOutEverywhere(test.console, user, null);
  expect(await alive(version)).toBeNull();
  expect(await attempt('dora', PASSWORD, '192.0.2.1')).toBe('wrong');
  expect(await attempt('dora', 'a better password', '192.0.2.1')).toBe('dora');
});
