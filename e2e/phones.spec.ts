import { expect, expectNoViolations, ready, test } from './fixtures';

test('the catalogue finds a model, filters, and shows everything of it', async ({ page, sql }) => {
  await page.goto('/phones');
  await ready(page);
  const search = page.getByRole('textbox', { name: /Search by model/ });
  await search.fill('yealink t46s');
  await expect(page).toHaveURL(/q=yealink/);
  const row = page.getByRole('row', { name: /T46S/ });
  await expect(row).toHaveCount(1);
  await row.click();
  const sheet = page.getByRole('dialog', { name: 'T46S' });
  await expect(sheet.getByRole('heading', { name: 'What can be set up' })).toBeVisible();
  await expect(sheet).toContainText('yealink-v86');
  await expect(sheet).toContainText('{mac}.cfg');
  await expect(sheet).toContainText('VLAN');
  await expect(page).toHaveURL(/model=yealink%2FT46S/);
  await expectNoViolations(page);

  const [fleet] = await sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM device WHERE vendor = 'Yealink' AND model = 'T46S'`,
  );
  expect(fleet?.n).toBeGreaterThan(0);
  await expect(sheet).toContainText(`${fleet?.n} phone`);
  await page.reload();
  await ready(page);
  await page.getByRole('dialog', { name: 'T46S' }).getByRole('link', { name: 'Show these phones' }).click();
  await expect(page).toHaveURL(/\/devices\?vendor=Yealink&model=T46S/);
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
