import { expect, expectNoViolations, ready, test } from './fixtures';

test('the palette finds phones, pages and actions', async ({ page, sql }) => {
  const [device] = await sql<{ mac: string }>(`SELECT mac FROM device WHERE id = 'seed00002'`);
  await page.goto('/');
  await ready(page);
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Search and commands' });
  await expect(input).toBeFocused();
  await input.fill((device?.mac ?? '').replaceAll(':', '').toUpperCase());
  await page.getByRole('option', { name: new RegExp(device?.mac ?? '') }).waitFor();
  await expectNoViolations(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/devices\/seed00002$/);
  await page.keyboard.press('Control+k');
  await input.fill('dhcp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'DHCP', exact: true })).toBeVisible();
});

test('theme and language are kept', async ({ page }) => {
  await page.goto('/');
  await ready(page);
  await page.getByRole('button', { name: /Account and preferences/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.getByRole('menuitemradio', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { name: 'Vue d’ensemble' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('html')).toHaveClass(/dark/);
  await ready(page);
  await page.getByRole('button', { name: /Compte et préférences/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('the first Tab skips to the content', async ({ page }) => {
  await page.goto('/devices');
  await ready(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('the list of shortcuts opens with a question mark', async ({ page }) => {
  await page.goto('/devices');
  await ready(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('unknown requests are explained', async ({ page }) => {
  await page.goto('/unknown');
  await ready(page);
  await page.getByRole('textbox', { name: /Search by address/ }).fill('phpmyadmin');
  await expect(page.locator('table tbody tr')).toHaveCount(1);
  await page.locator('table tbody tr').first().click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: 'Why was this not recognised?' })).toBeVisible();
  await expect(sheet).toContainText('203.0.113.12');
  await expectNoViolations(page);
});

test('plugins are found by a model, and lead to their phones', async ({ page }) => {
  await page.goto('/plugins');
  await ready(page);
  await page.getByRole('textbox', { name: /Find a model/ }).fill('T46S');
  await expect(page.getByRole('rowheader', { name: 'T46S' }).first()).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'T27G' })).toHaveCount(0);
  await page.getByRole('textbox', { name: /Find a model/ }).fill('yealink-v86');
  await page.getByRole('link', { name: 'Show its phones' }).first().click();
  await expect(page).toHaveURL(/\/devices\?plugin=yealink-v86/);
});

test('the DHCP configuration is there for each server', async ({ page }) => {
  await page.goto('/dhcp');
  await ready(page);
  await expect(page.locator('.cm-content')).toContainText('class "offhook-');
  await page.getByRole('tab', { name: 'dnsmasq' }).click();
  await expect(page.locator('.cm-content')).toContainText('dhcp-');
  await page.getByRole('tab', { name: 'Kea' }).click();
  await expect(page.locator('.cm-content')).toContainText('"option-def"');
});

test('the content security policy forbids scripts of others', async ({ page }) => {
  const response = await page.goto('/devices');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(policy).toContain("frame-ancestors 'none'");
});
