import { expect, ready, signedOut, signIn, test } from './fixtures';
import { PEOPLE } from './server-info';

test.use({ ...signedOut, allowedErrors: [/status of 40[01]/] });

test('changing the password ends the other sessions and keeps this one', async ({ page, browser }) => {
  const { username, password } = PEOPLE.changing;
  const changed = 'three unrelated words';
  const other = await (
    await browser.newContext({ storageState: { cookies: [], origins: [] }, locale: 'en-GB' })
  ).newPage();
  await signIn(other, PEOPLE.changing);
  await expect(other.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await signIn(page, { username, password });
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.goto('/account');
  await ready(page);

  // For a moment a page may be there twice, once hidden, while it streams in.
  await page.getByLabel('Current password').filter({ visible: true }).fill('not this one');
  await page.getByLabel('New password', { exact: true }).fill('short');
  await page.getByLabel('New password again').fill('shorter');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'At least 12 characters' })).toBeVisible();
  await expect(page.getByText('The two passwords differ.')).toBeVisible();

  await page.getByLabel('New password', { exact: true }).fill(changed);
  await page.getByLabel('New password again').fill(changed);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The current password is wrong.')).toBeVisible();

  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password was changed.')).toBeVisible();
  await page.goto('/devices');
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible();
  await other.goto('/devices');
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, { username, password });
  await expect(other.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible();
  await other.context().close();

  await page.goto('/account');
  await ready(page);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
});

test('somebody who may only look sees no way to change, and is refused', async ({ page }) => {
  await signIn(page, PEOPLE.viewer);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.goto('/devices');
  await ready(page);
  await expect(page.getByRole('button', { name: 'Add a phone' })).toHaveCount(0);
  await page.goto('/devices/seed00001');
  await ready(page);
  await expect(page.getByRole('button', { name: 'More actions' })).toHaveCount(0);
  const headers = { 'x-offhook-request': '1' };
  expect((await page.request.delete('/api/devices/seed00001', { headers })).status()).toBe(403);
  expect((await page.request.post('/api/devices/seed00001/reveal', { headers })).status()).toBe(403);
});
