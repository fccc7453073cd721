import { expect, expectNoViolations, ready, signedOut, test } from './fixtures';

const PAGES = [
  '/',
  '/devices',
  '/devices?q=nothing+matches+this',
  '/devices?add=1',
  '/devices/seed00001',
  '/devices/seed00001?tab=account',
  '/devices/seed00001?tab=config',
  '/devices/seed00001?tab=files',
  '/devices/seed00001?tab=uploads',
  '/devices/seed00001?tab=requests',
  '/devices/seed00007',
  '/unknown',
  '/learn',
  '/phones',
  '/phones?model=digium%2FD70',
  '/plugins',
  '/templates?line=digium-2.8.1&name=base.tpl',
  '/dhcp',
  '/telephony',
  '/provisioning-keys',
  '/access',
  '/access?tab=tokens',
  '/access?tab=tenants',
  '/webhooks',
  '/api',
  '/account',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-GB', 'fr-FR']) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale });
      for (const path of PAGES) {
        test(`${path} has no violation`, async ({ page }) => {
          await page.goto(path);
          await ready(page);
          await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
          await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme));
          await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
          if (path.endsWith('files') || path === '/dhcp') await page.locator('.cm-content').waitFor();
          await expectNoViolations(page);
        });
      }
    });
  }
}

test.describe('signed out', () => {
  test.use(signedOut);
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the sign-in page has no violation, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('/sign-in');
      await expectNoViolations(page);
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  for (const path of PAGES) {
    test(`${path} fits and has no violation`, async ({ page }) => {
      await page.goto(path);
      await ready(page);
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await expectNoViolations(page);
    });
  }

  test('the navigation opens, leads somewhere and closes', async ({ page }) => {
    await page.goto('/');
    await ready(page);
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await expectNoViolations(page);
    await page.getByRole('dialog').getByRole('link', { name: 'Plugins' }).click();
    await expect(page.getByRole('heading', { name: 'Plugins' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
