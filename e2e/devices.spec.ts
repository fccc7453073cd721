import { expect, ready, test } from './fixtures';

const rows = 'table tbody tr';

test.describe('the devices page', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/devices');
    await ready(page);
  });

  test('finds a phone by its MAC address in any notation, its number and its name', async ({ page, sql }) => {
    const [device] = await sql<{ mac: string }>(`SELECT mac FROM device WHERE id = 'seed00001'`);
    const digits = (device?.mac ?? '').replaceAll(':', '');
    const notations = [
      device?.mac ?? '',
      digits.toUpperCase(),
      (device?.mac ?? '').replaceAll(':', '-'),
      digits.replace(/(.{4})(?=.)/g, '$1.'),
      digits.slice(4),
    ];
    const search = page.getByRole('textbox', { name: 'Search devices' });
    for (const text of [...notations, '1001 Bruno', '10.20.0.1 Keller 1001']) {
      await search.fill(text);
      await expect(page).toHaveURL(new RegExp(`q=`));
      await expect(page.getByRole('link', { name: device?.mac })).toBeVisible();
      await expect(page.locator(rows)).toHaveCount(1);
      await search.fill('');
      await expect(page.locator(rows)).not.toHaveCount(1);
    }
    await search.fill('no phone is called this');
    await expect(page.getByText('No phone matches')).toBeVisible();
  });

  test('keeps search, filter, order and page in the address', async ({ page }) => {
    await page.getByRole('button', { name: 'Vendor', exact: true }).click();
    await page.getByRole('option', { name: /Snom/ }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/vendor=Snom/);
    await page.getByRole('button', { name: 'Sort by IP address' }).click();
    await expect(page).toHaveURL(/sort=ip/);
    const header = page.getByRole('columnheader', { name: /IP address/ });
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const addresses = await page.locator(`${rows} td:nth-child(7)`).allTextContents();
    const last = (ip: string): number => Number(ip.split('.').at(-1));
    expect(addresses.map(last)).toEqual(addresses.map(last).sort((a, b) => a - b));
    expect(addresses.length).toBeGreaterThan(5);
    await expect(page.locator(`${rows} td:nth-child(4)`).first()).toHaveText('Snom');

    await page.reload();
    await ready(page);
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    expect(await page.locator(`${rows} td:nth-child(7)`).allTextContents()).toEqual(addresses);
    await page.goBack(); // beyond the reload: the page is loaded again
    await ready(page);
    await expect(page).not.toHaveURL(/sort=ip/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/page=2/);
    // Other files of this suite delete and add phones, so the total is not a constant.
    await expect(page.getByText(/^51–100 of 1\d\d$/)).toBeVisible();
  });

  test('is worked by keyboard alone', async ({ page }) => {
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: 'Search devices' })).toBeFocused();
    await page.keyboard.type('Yealink');
    await expect(page).toHaveURL(/q=Yealink/);
    await expect(page.locator(`${rows} td:nth-child(4)`).first()).toHaveText('Yealink');
    for (
      let i = 0;
      i < 30 && !(await page.evaluate(() => document.activeElement?.matches('tr[data-row]')));
      i += 1
    ) {
      await page.keyboard.press('Tab');
    }
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-row'));
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    const second = await focused();
    expect(second).not.toBe(first);
    await page.keyboard.press('Space');
    await expect(page.getByRole('toolbar')).toContainText('1 phone selected');
    await page.keyboard.press('Home');
    expect(await focused()).toBe(first);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/devices/${second}$`));
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await expect(page.getByRole('heading', { name: 'Unknown requests' })).toBeVisible();
  });

  test('hides and shows columns, and remembers', async ({ page }) => {
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Firmware' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'Firmware' })).toHaveCount(0);
    await page.reload();
    await ready(page);
    await expect(page.getByRole('columnheader', { name: 'Model' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Firmware' })).toHaveCount(0);
  });

  test('shows a phone that boots within a second, without reloading', async ({ page, server }) => {
    const mac = `001565${Date.now().toString(16).slice(-6)}`;
    const shown = mac.replace(/(..)(?=.)/g, '$1:');
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    const answer = await fetch(`${server.phoneUrl}/${mac}.cfg`, {
      headers: { 'user-agent': `Yealink SIP-T46S 66.86.0.15 ${shown}` },
    });
    await expect(page.getByRole('link', { name: shown })).toBeVisible({ timeout: 1_000 });
    expect(answer.status).toBe(200);
    const row = page.getByRole('row', { name: new RegExp(shown) });
    await expect(row).toContainText('Autoprov');
    await expect(row).toContainText('T46S');
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
  });

  test('adds a phone by its MAC address, once', async ({ page, allowedErrors }) => {
    allowedErrors.push(/status of 409/);
    await page.getByRole('button', { name: 'Add a phone' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('MAC address').fill('not a mac');
    await dialog.getByRole('button', { name: 'Add phone' }).click();
    await expect(dialog.getByText('12 hexadecimal digits')).toBeVisible();
    await dialog.getByLabel('MAC address').fill('0015.65ad.ded1');
    await dialog.getByRole('combobox', { name: 'Plugin' }).click();
    await page.getByRole('option', { name: 'yealink-v86', exact: true }).click();
    await dialog.getByLabel('Model').fill('T46S');
    await dialog.getByLabel('Description').fill('Front desk');
    await dialog.getByRole('button', { name: 'Add phone' }).click();
    await expect(page.getByRole('heading', { name: /00:15:65:ad:de:d1/ })).toBeVisible();
    await expect(page.getByText('Autoprov', { exact: true })).toBeVisible();

    await page.goto('/devices?add=1');
    await ready(page);
    await dialog.getByLabel('MAC address').fill('00:15:65:ad:de:d1');
    await dialog.getByRole('button', { name: 'Add phone' }).click();
    await expect(dialog.getByText('There is a phone with this MAC address already.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('heading', { name: /00:15:65:ad:de:d1/ })).toBeVisible();
  });

  test('deletes several phones after asking', async ({ page, sql }) => {
    await page.getByRole('textbox', { name: 'Search devices' }).fill('seed0011');
    await expect(page.locator(rows)).toHaveCount(10);
    await page.getByRole('checkbox', { name: 'Select all rows on this page' }).click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete 10 phones?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('No phone matches')).toBeVisible();
    expect(
      await sql(
        `SELECT id FROM device WHERE id LIKE 'seed0011_' UNION ALL SELECT id FROM config WHERE id LIKE 'seed0011_'`,
      ),
    ).toEqual([]);
  });
});
