import { expect, expectNoViolations, ready, test } from './fixtures';
import { STATE_FILE } from './server-info';

test('a token is made, shown once, used and revoked', async ({ page, server }) => {
  await page.goto('/access?tab=tokens');
  await ready(page);
  await page.getByRole('button', { name: 'Create a token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('This is required.');
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
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Browser tenant');
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

test('a tenant is renamed by keyboard, and what is wrong is told beside the field', async ({
  page,
  sql,
  allowedErrors,
}) => {
  allowedErrors.push(/status of 409/);
  const insert = `INSERT INTO tenant (id, parent_id, name, slug)
    SELECT gen_random_uuid(), id, $1, $2 FROM tenant WHERE parent_id IS NULL`;
  await sql(insert, ['First tenant', 'first']);
  await sql(insert, ['Second tenant', 'second']);
  const [master] = await sql<{ name: string }>('SELECT name FROM tenant WHERE parent_id IS NULL');
  const masterName = master?.name ?? '';

  await page.goto('/access?tab=tenants');
  await ready(page);
  const dialog = page.getByRole('dialog');
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
  const slug = dialog.getByRole('textbox', { name: 'Short name' });
  const open = page.getByRole('button', { name: 'Rename Second tenant' });
  await open.press('Enter');
  await expect(dialog.getByRole('heading')).toHaveText('Rename Second tenant');
  await expect(name).toHaveValue('Second tenant');
  await expect(slug).toHaveValue('second');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();

  await open.press('Enter');
  await name.fill('  ');
  await slug.fill('No Slug');
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription('This is required.');
  await expect(slug).toHaveAccessibleDescription(/Small letters/);
  await expectNoViolations(page);
  await name.fill('Renamed tenant');
  await slug.fill('first');
  await page.keyboard.press('Enter');
  await expect(slug).toHaveAccessibleDescription(/Somebody has this already/);
  await expect(name).toHaveAccessibleDescription('');
  await slug.fill('');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('The tenant was renamed.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Renamed tenant/ })).toContainText('–');
  await expect(page.getByRole('button', { name: 'Rename Renamed tenant' })).toBeFocused();
  expect(await sql(`SELECT slug FROM tenant WHERE name = 'Renamed tenant'`)).toEqual([{ slug: null }]);

  // Who changes their mind is back where they were.
  const remove = page.getByRole('button', { name: 'Delete Renamed tenant' });
  await remove.press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(remove).toBeFocused();

  // The master tenant may be renamed; it can't be deleted.
  await expect(page.getByRole('button', { name: `Delete ${masterName}` })).toHaveCount(0);
  await page.getByRole('button', { name: `Rename ${masterName}` }).click();
  await name.fill('Head office');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('row', { name: /Head office/ })).toContainText('Master');

  await sql(`DELETE FROM tenant WHERE name IN ('First tenant', 'Renamed tenant')`);
  await sql('UPDATE tenant SET name = $1 WHERE parent_id IS NULL', [masterName]);
});

test('a name that somebody else gives a tenant is shown at once', async ({ page, browser, server }) => {
  await page.goto('/access?tab=tenants');
  await ready(page);
  await page.getByRole('button', { name: 'Create a tenant' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Watched tenant');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('row', { name: /Watched tenant/ })).toBeVisible();

  const context = await browser.newContext({ baseURL: server.consoleUrl, storageState: STATE_FILE });
  const other = await context.newPage();
  await other.goto('/access?tab=tenants');
  await other.getByRole('button', { name: 'Rename Watched tenant' }).click();
  await other.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Seen tenant');
  await other.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('row', { name: /Seen tenant/ })).toBeVisible();
  await context.close();

  await page.getByRole('button', { name: 'Delete Seen tenant' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /Seen tenant/ })).toHaveCount(0);
});
