import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect, expectNoViolations, ready, test } from './fixtures';

const AGENT = 'Acme AX200 2.4.1.7 000b99a1b2c3';

test('an unknown phone is watched, rules are proposed, and a family is given to start from', async ({
  page,
  server,
  allowedErrors,
}) => {
  allowedErrors.push(/status of 400/);
  await page.goto('/learn');
  await ready(page);
  await page.getByLabel('Source to watch').fill('not an address');
  await page.getByRole('button', { name: 'Start watching' }).click();
  await expect(page.getByText('An IP address, a MAC address')).toBeVisible();
  await page.getByLabel('Source to watch').fill('00-0B-99');
  await page.getByRole('button', { name: 'Start watching' }).click();
  await expect(page.getByText('Nothing yet')).toBeVisible();
  await expect(page).toHaveURL(/session=/);

  for (const path of ['/acme/000b99a1b2c3.xml', '/acme/ax200.rom'])
    await fetch(`${server.phoneUrl}${path}`, { headers: { 'User-Agent': AGENT } });
  await expect(page.getByText('/acme/ax200.rom')).toBeVisible();
  await expect(page.getByLabel('Vendor', { exact: true })).toHaveValue('Acme');
  await page.getByRole('button', { name: 'Propose rules' }).click();
  await expect(page.getByText('Recognises 2 of 2 recorded requests')).toBeVisible();
  await expect(page.getByText(/Held against \d+ requests of known phones/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'identify.json5' })).toContainText("vendor: 'Acme'");
  await expectNoViolations(page);

  const link = page.getByRole('link', { name: 'Download a family to start from' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('acme.tar.gz');
  const archive = gunzipSync(await readFile(await download.path())).toString('latin1');
  for (const file of ['acme/plugin.json5', 'acme/identify.json5', 'acme/templates/base.tpl'])
    expect(archive).toContain(file);

  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Ended')).toBeVisible();
  await page.getByRole('button', { name: 'All watched sources' }).click();
  await page.getByRole('button', { name: 'Open 00:0b:99' }).click();
  await expect(page.getByText('/acme/ax200.rom')).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Nothing was watched yet')).toBeVisible();
  await expectNoViolations(page);
});

test('an unknown request leads there', async ({ page }) => {
  await page.goto('/unknown');
  await ready(page);
  await page.getByRole('textbox', { name: /Search by address/ }).fill('phpmyadmin');
  await expect(page.locator('table tbody tr')).toHaveCount(1);
  await page.locator('table tbody tr').first().click();
  await page.getByRole('dialog').getByRole('link', { name: 'Learn a phone' }).click();
  await expect(page.getByLabel('Source to watch')).toHaveValue('203.0.113.12');
});
