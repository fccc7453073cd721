import { expect, signedOut, signIn, test } from './fixtures';
import { ADMIN, PEOPLE } from './server-info';

test.use({ ...signedOut, allowedErrors: [/status of 401/] });

test('leads back to the page that was asked for', async ({ page }) => {
  await page.goto('/devices?q=1001');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('User name').fill(ADMIN.username);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/devices\?q=1001$/);
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible();
});

test('never leads to another site', async ({ page, baseURL }) => {
  for (const next of ['https://example.org/', '//example.org/', '/\\example.org']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('User name').fill(ADMIN.username);
    await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    expect(page.url()).toBe(`${baseURL}/`);
    await page.context().clearCookies();
  }
});

test('says the same for a wrong password and an unknown name', async ({ page }) => {
  await signIn(page, { username: 'admin', password: 'not the password' });
  const alert = page.getByRole('alert').filter({ hasText: 'is wrong' });
  await expect(alert).toBeVisible();
  const first = await alert.textContent();
  await signIn(page, { username: 'nobody-here', password: 'not the password' });
  await expect(alert).toHaveText(first ?? '');
});

test('locks after five wrong passwords, even for the right one', async ({ page, sql }) => {
  const { username, password } = PEOPLE.locked;
  for (let i = 0; i < 5; i += 1) {
    await signIn(page, { username, password: `wrong ${i}` });
    await expect(page.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible();
  }
  await signIn(page, { username, password });
  await expect(page.getByText('This account is locked')).toBeVisible();
  const kinds = await sql<{ kind: string; n: string }>(
    `SELECT kind, count(*) AS n FROM security_event e JOIN "user" u ON u.id = e.user_id WHERE username = $1 GROUP BY kind ORDER BY kind`,
    [username],
  );
  expect(kinds).toEqual([
    { kind: 'locked', n: '1' },
    { kind: 'sign_in_failed', n: '5' },
  ]);
});

test('needs a name and a password', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('User name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('This is required.')).toHaveCount(2);
});

test('signs out, and what was open asks to sign in again', async ({ page }) => {
  await signIn(page, ADMIN);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.getByRole('button', { name: /Account and preferences/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/devices');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the interface refuses whoever is not signed in, and requests of other sites', async ({
  request,
  page,
}) => {
  expect((await request.get('/api/devices')).status()).toBe(401);
  expect((await request.get('/api/live')).status()).toBe(401);
  await signIn(page, ADMIN);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const send = (headers: Record<string, string>) =>
    page.request.delete('/api/devices/seed00001', { headers });
  expect((await send({})).status()).toBe(403);
  expect((await send({ 'x-offhook-request': '1', origin: 'https://example.org' })).status()).toBe(403);
  expect((await send({ 'x-offhook-request': '1', 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
  expect((await page.request.get('/api/devices/seed00001')).status()).toBe(200);
});
