import { expect, expectNoViolations, ready, test } from './fixtures';

/** Of the seed: configured, with an account of its own. */
const OWN = 'seed00021';
const SECRET = 'seed-secret-1021';

test('tells what the phone is and why it was recognised', async ({ page, sql }) => {
  const [yealink] = await sql<{ id: string }>(
    `SELECT id FROM device WHERE vendor = 'Yealink' AND configured ORDER BY id LIMIT 1`,
  );
  await page.goto(`/devices/${yealink?.id}`);
  await ready(page);
  await expect(page.getByRole('heading', { name: 'Why it was recognised as this' })).toBeVisible();
  await expect(page.getByText('user-agent', { exact: true })).toBeVisible();
  await expect(page.getByText(/^yealink\//).first()).toBeVisible();
  await expect(page.getByLabel('Chosen')).toBeVisible();
});

test('edits what it is', async ({ page }) => {
  await page.goto(`/devices/${OWN}`);
  await ready(page);
  await page.getByRole('button', { name: 'Edit identity' }).click();
  await page.getByLabel('Description').fill('Moved to the lab');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('definition').filter({ hasText: 'Moved to the lab' })).toBeVisible();
});

test('saves a SIP account, which is in the files at once', async ({ page, sql }) => {
  await page.goto(`/devices/${OWN}?tab=account`);
  await ready(page);
  await page.getByLabel('Display name').fill('Zoé Test');
  await page.getByLabel('Number').fill('4711');
  await page.getByRole('button', { name: 'Save accounts' }).click();
  await expect(page.getByText('The phone gets it at its next request.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save accounts' })).toBeDisabled();
  const [line] = await sql(`SELECT number, display_name, username FROM line WHERE config_id = $1`, [OWN]);
  expect(line).toEqual({ number: '4711', display_name: 'Zoé Test', username: 'u1021' });
  await page.getByRole('tab', { name: 'Files', exact: true }).click();
  await expect(page.locator('.cm-content')).toContainText('Zoé Test');
  await page.reload();
  await ready(page);
  await page.getByRole('tab', { name: 'SIP account' }).click();
  await expect(page.getByLabel('Number')).toHaveValue('4711');
});

test('refuses to overwrite what somebody else has changed meanwhile', async ({
  page,
  browser,
  baseURL,
  allowedErrors,
}) => {
  allowedErrors.push(/status of 412/);
  await page.goto('/devices/seed00022?tab=account');
  await ready(page);
  await page.getByLabel('Number').fill('9000');
  const other = await (
    await browser.newContext({ storageState: '.cache/e2e/admin-state.json', locale: 'en-GB' })
  ).newPage();
  await other.goto(`${baseURL}/devices/seed00022?tab=account`);
  await ready(other);
  await other.getByLabel('Number').fill('9001');
  await other.getByRole('button', { name: 'Save accounts' }).click();
  await expect(other.getByText('The phone gets it at its next request.')).toBeVisible();
  await other.context().close();
  await expect(page.getByText('Somebody else changed this configuration')).toBeVisible();
  await page.getByRole('button', { name: 'Save accounts' }).click();
  await expect(page.getByText('Nothing was saved')).toBeVisible();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('Number')).toHaveValue('9001');
});

test('shows where each setting comes from, and gives one a value of its own', async ({ page }) => {
  await page.goto('/devices/seed00023?tab=config');
  await ready(page);
  const row = page.getByRole('row', { name: /sip_dtmf_mode/ });
  await expect(row).toContainText('Default config device');
  await row.getByRole('button').click();
  await page.getByRole('dialog').getByLabel('Value').fill('SIP-INFO');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('This phone');
  await expect(row).toContainText('Hides RTP-out-of-band from Default config device');
  await row.getByRole('button', { name: /Remove this phone’s own value/ }).click();
  await expect(row).not.toContainText('This phone');
  await expect(row).toContainText('RTP-out-of-band');
});

test('tells which settings the phone is not given as they are written, until they are mended', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/devices/seed00029?tab=config');
  await ready(page);
  await expect(page.getByRole('row', { name: /^timezone / })).toBeVisible();
  await expect(page.getByText(/warning/)).toHaveCount(0);
  for (const [name, value] of [
    ['vlan_enabled', 'true'],
    ['vlan_id', '99999'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a setting' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill(name);
    await page.getByRole('dialog').getByLabel('Value').fill(value);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('row', { name: new RegExp(`^${name} `) })).toBeVisible();
  }
  const notice = page.getByRole('list', { name: 'This configuration has 2 warnings' });
  await expect(notice.getByRole('listitem')).toHaveText([
    'vlan_id Left out: this must be in the range 0–4094.',
    'vlan_enabled Switched off: it needs vlan_id, which has no value that can be used.',
  ]);
  await expectNoViolations(page);

  await page.goto('/devices/seed00029');
  await ready(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/Configured\s*with 2 warnings/);
  await expect(notice).toBeHidden();
  await expectNoViolations(page);
  await page.getByRole('link', { name: 'with 2 warnings' }).press('Enter');
  await expect(notice).toBeVisible();

  const french = await browser.newContext({
    storageState: '.cache/e2e/admin-state.json',
    locale: 'fr-FR',
  });
  const other = await french.newPage();
  await other.goto(`${baseURL}/devices/seed00029?tab=config`);
  await expect(other.getByRole('list', { name: 'Cette configuration a 2 avertissements' })).toContainText(
    'Laissé de côté : la valeur doit être comprise dans 0–4094.',
  );
  await expect(other.getByRole('link', { name: 'avec 2 avertissements' })).toBeVisible();
  await french.close();

  for (const name of ['vlan_id', 'vlan_enabled']) {
    await page.getByRole('button', { name: `Remove this phone’s own value of ${name}` }).click();
    await expect(page.getByRole('row', { name: new RegExp(`^${name} `) })).toHaveCount(0);
  }
  await expect(notice).toBeHidden();
  await expect(page.getByRole('link', { name: /warning/ })).toHaveCount(0);
});

test('keeps secrets from the page until they are asked for, and writes down who asked', async ({
  page,
  sql,
}) => {
  const bodies: string[] = [];
  page.on('response', async (response) => {
    if (/\/(config|files|devices)/.test(response.url()) && !response.url().endsWith('/reveal'))
      bodies.push(await response.text().catch(() => ''));
  });
  await page.goto('/devices/seed00024?tab=files');
  await ready(page);
  await expect(page.locator('.cm-content')).toBeVisible();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const row = page.getByRole('row', { name: /sip_lines\.1\.password/ });
  await expect(row).toContainText('••••••••');
  const secret = 'seed-secret-1024';
  expect(bodies.join('')).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  expect(
    await sql(`SELECT 1 FROM audit WHERE action = 'config.secret.reveal' AND target = 'device/seed00024'`),
  ).toEqual([]);

  await page.getByRole('button', { name: 'Reveal secrets' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reveal secrets' }).click();
  await expect(row).toContainText(secret);
  const audit = await sql<{ actor: string }>(
    `SELECT actor FROM audit WHERE action = 'config.secret.reveal' AND target = 'device/seed00024'`,
  );
  expect(audit).toHaveLength(1);
  expect(audit[0]?.actor).toMatch(/^user:/);
  await page.getByRole('button', { name: 'Hide secrets' }).click();
  await expect(row).not.toContainText(secret);
});

test('resets a phone to autoprov', async ({ page, sql }) => {
  await page.goto('/devices/seed00027');
  await ready(page);
  await expect(page.getByText('Configured', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Reset to autoprov' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset to autoprov' }).click();
  await expect(page.getByText('Autoprov', { exact: true })).toBeVisible();
  const [device] = await sql<{ config: string }>(`SELECT config FROM device WHERE id = 'seed00027'`);
  expect(device?.config).toMatch(/^autoprov/);
  expect(await sql(`SELECT id FROM config WHERE id = 'seed00027'`)).toEqual([]);

  await page.getByRole('tab', { name: 'SIP account' }).click();
  await expect(page.getByText('This phone runs the shared autoprov account')).toBeVisible();
  await page.getByLabel('User name').fill('fresh');
  await page.getByRole('button', { name: 'Save accounts' }).click();
  await expect(page.getByLabel(/^Password/)).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel(/^Password/).fill('a new secret');
  await page.getByLabel('Display name').fill('Fresh');
  await page.getByLabel('Number').fill('2027');
  await page.getByRole('button', { name: 'Save accounts' }).click();
  await expect(page.getByText('Configured', { exact: true })).toBeVisible();
  const configs = await sql<{ id: string }>(`SELECT id FROM config WHERE id = 'seed00027' OR id = $1`, [
    device?.config,
  ]);
  expect(configs.map(({ id }) => id)).toEqual(['seed00027']);
});

test('says why a phone can’t be told to fetch its configuration', async ({ page, allowedErrors }) => {
  allowedErrors.push(/status of 409/);
  await page.goto(`/devices/${OWN}`);
  await ready(page);
  await page.getByRole('button', { name: 'Resynchronise' }).click();
  await expect(page.getByText(/could not be notified/)).toBeVisible();
});

test('deletes a phone after asking', async ({ page, sql }) => {
  await page.goto('/devices/seed00026');
  await ready(page);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/devices$/);
  expect(
    await sql(
      `SELECT id FROM device WHERE id = 'seed00026' UNION ALL SELECT id FROM config WHERE id = 'seed00026'`,
    ),
  ).toEqual([]);
});

test('says so when there is no such phone', async ({ page, allowedErrors }) => {
  allowedErrors.push(/status of 404/);
  await page.goto('/devices/no-such-phone');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeAttached();
});

test('secrets are sealed in the database', async ({ sql }) => {
  const [row] = await sql<{ body: string }>(`SELECT body::text AS body FROM config WHERE id = $1`, [OWN]);
  expect(row?.body).not.toContain(SECRET);
  expect(row?.body).toContain('enc:1:');
});
