import { expect, expectNoViolations, ready, test } from './fixtures';

test('a key is made, shown once and again, replaced and taken away, by keyboard too', async ({ page }) => {
  await page.goto('/provisioning-keys');
  await ready(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Provisioning keys' })).toBeVisible();
  await expect(page.getByText('Keys are not in use')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'master tenant' });
  await expect(row).toContainText('None');

  await row.getByRole('button', { name: /^Create a key for/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expectNoViolations(page);
  await dialog.getByLabel('Key of your own').fill('short');
  await dialog.getByRole('button', { name: 'Use this one' }).click();
  await expect(dialog.getByText('A key has 8 to 256 letters, digits or - $ ~ .')).toBeVisible();
  await dialog.getByLabel('Key of your own').fill('a-key-of-my-own');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('a-key-of-my-own', { exact: true })).toBeVisible();
  await expect(dialog.getByText(/^http:.*\/a-key-of-my-own$/)).toBeVisible();
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(row).toContainText('Set');
  await expect(page.getByText('a-key-of-my-own')).toHaveCount(0);

  await row.getByRole('button', { name: /^Change the key of/ }).click();
  await dialog.getByRole('button', { name: 'Make a new one' }).click();
  const made = (await dialog.locator('code').first().textContent()) ?? '';
  expect(made).toMatch(/^[a-z2-9]{32}$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await row.getByRole('button', { name: /^Show the key of/ }).click();
  await expect(dialog.locator('code').first()).toHaveText(made);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await row.getByRole('button', { name: /^Change the key of/ }).click();
  await dialog.getByRole('button', { name: 'Take it away' }).click();
  await expect(row).toContainText('None');
});

test('tenants are found by a word of their name', async ({ page }) => {
  await page.goto('/provisioning-keys');
  await ready(page);
  await page.keyboard.press('/');
  await page.keyboard.type('nobody has this name');
  await expect(page.getByText('No tenant matches')).toBeVisible();
});
