import { expect, expectNoViolations, ready, test } from './fixtures';

test('the catalogue finds a model, and shows everything of it', async ({ page, sql }) => {
  const [fleet] = await sql<{ model: string; n: number }>(
    `SELECT model, count(*)::int AS n FROM device WHERE vendor = 'Yealink' GROUP BY model ORDER BY n DESC, model LIMIT 1`,
  );
  const { model, n } = fleet ?? { model: '', n: 0 };
  expect(n).toBeGreaterThan(0);
  await page.goto('/phones');
  await ready(page);
  await page.getByRole('textbox', { name: /Search by model/ }).fill(`yealink ${model}`);
  await expect(page).toHaveURL(/q=yealink/);
  const rows = page.locator('table tbody tr');
  await expect(rows.filter({ hasText: 'Snom' })).toHaveCount(0);
  await rows.filter({ has: page.getByText(model, { exact: true }) }).click();
  const sheet = page.getByRole('dialog', { name: model });
  await expect(sheet.getByRole('heading', { name: 'What can be set up' })).toBeVisible();
  await expect(sheet).toContainText('yealink-v');
  await expect(sheet).toContainText('{mac}.cfg');
  await expect(sheet).toContainText('VLAN');
  await expect(page).toHaveURL(/model=yealink%2F/);
  await expectNoViolations(page);
  await expect(sheet).toContainText(`${n} phone`);
  await page.reload();
  await ready(page);
  await page.getByRole('dialog', { name: model }).getByRole('link', { name: 'Show these phones' }).click();
  await expect(page).toHaveURL(new RegExp(`/devices\\?vendor=Yealink&model=${model}`));
});

test('vendor, type and feature narrow the catalogue together', async ({ page }) => {
  await page.goto('/phones');
  await ready(page);
  const count = page.getByRole('status').filter({ hasText: /model/ });
  const total = Number.parseInt((await count.textContent()) ?? '', 10);
  await page.getByRole('button', { name: 'Vendor', exact: true }).click();
  await page.getByRole('option', { name: /Snom/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/vendor=Snom/);
  await page.getByRole('button', { name: 'Feature', exact: true }).click();
  await page.getByRole('option', { name: /DECT cells/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/feature=multicell/);
  await expect(page.getByRole('row', { name: /M900/ })).toHaveCount(1);
  await expect(page.getByRole('row', { name: /D865/ })).toHaveCount(0);
  const narrowed = Number.parseInt((await count.textContent()) ?? '', 10);
  expect(narrowed).toBeLessThan(total);
  await expectNoViolations(page);
  await page.getByRole('textbox', { name: /Search by model/ }).fill('there is no such phone');
  await expect(page.getByText('No model matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/vendor=/);
});

test('a model that nobody knows says so', async ({ page, allowedErrors }) => {
  allowedErrors.push(/status of 404/);
  await page.goto('/phones?model=yealink%2FNothing');
  await ready(page);
  await expect(page.getByRole('dialog').getByText('This could not be loaded')).toBeVisible();
});
