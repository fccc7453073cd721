import { expect, expectNoViolations, ready, test } from './fixtures';

test('a token is made, shown once, used and revoked', async ({ page, server }) => {
  await page.goto('/access?tab=tokens');
  await ready(page);
  await page.getByRole('button', { name: 'Create a token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Required');
  await dialog.getByLabel('Name').fill('browser test');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const secret = (await page.locator('[data-secret]').textContent()) ?? '';
  expect(secret).toMatch(/^oh_[\w-]{43}$/);
  await expectNoViolations(page);
  const status = async (): Promise<number> =>
    (await fetch(`${server.consoleUrl}/0.2/dev_mgr/devices?limit=1`, { headers: { 'X-Auth-Token': secret } }))
      .status;
  expect(await status()).toBe(200);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('[data-secret]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke browser test' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /browser test/ })).toContainText('Revoked');
  expect(await status()).toBe(401);
});

test('a user is made in a new tenant, gets another role and goes, and so does the tenant', async ({
  page,
}) => {
  await page.goto('/access?tab=tenants');
  await ready(page);
  await page.getByRole('button', { name: 'Create a tenant' }).click();
  await page.getByLabel('Name', { exact: false }).first().fill('Browser tenant');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('row', { name: /Browser tenant/ })).toBeVisible();

  await page.getByRole('tab', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('User name').fill('browser-user');
  await dialog.getByLabel('Tenant').click();
  await page.getByRole('option', { name: 'Browser tenant' }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.locator('[data-secret]')).toHaveText(/^\S{20}$/);
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row', { name: /browser-user/ });
  await expect(row).toContainText('Browser tenant');

  await page.getByRole('button', { name: 'Actions for browser-user' }).click();
  await page.getByRole('menuitem', { name: 'Change the role' }).click();
  await page.getByRole('dialog').getByLabel('Role').click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change the role' }).click();
  await expect(row).toContainText('Viewer');

  await page.getByRole('button', { name: 'Actions for browser-user' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);

  await page.getByRole('tab', { name: 'Tenants' }).click();
  await page.getByRole('button', { name: 'Delete Browser tenant' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /Browser tenant/ })).toHaveCount(0);
});
