import { expect, ready, test } from './fixtures';

/** Of the seed; made to share the config of the first one here. */
const [FIRST, SECOND, THIRD] = ['seed00040', 'seed00043', 'seed00044'];
const HINT = '3 devices share this configuration';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ playwright, server }) => {
  const api = await playwright.request.newContext({
    baseURL: server.consoleUrl,
    extraHTTPHeaders: { 'X-Auth-Token': server.token },
  });
  for (const id of [SECOND, THIRD]) {
    const { device } = await (await api.get(`/0.2/dev_mgr/devices/${id}`)).json();
    const headers = { 'Content-Type': 'application/vnd.proformatique.provd+json' };
    const data = JSON.stringify({ device: { ...device, config: FIRST } });
    expect((await api.put(`/0.2/dev_mgr/devices/${id}`, { headers, data })).status()).toBe(204);
  }
  await api.dispose();
});

test('asks before a change reaches the other devices, and changes all when told so', async ({
  page,
  sql,
}) => {
  await page.goto(`/devices/${SECOND}?tab=config`);
  await ready(page);
  await expect(page.getByText(HINT)).toBeVisible();
  await page
    .getByRole('row', { name: /^timezone / })
    .getByRole('button', { name: /Edit/ })
    .click();
  await page.getByRole('dialog').getByLabel('Value').fill('Asia/Tokyo');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const question = page.getByRole('dialog', { name: 'Who gets this change?' });
  await question.getByRole('button', { name: 'All 3 devices' }).click();
  await expect(page.getByRole('row', { name: /^timezone / })).toContainText('Asia/Tokyo');
  expect(await configOf(sql, [FIRST, SECOND, THIRD])).toEqual([FIRST, FIRST, FIRST]);
});

test('gives one device a copy of its own when only that is meant', async ({ page, sql }) => {
  await page.goto(`/devices/${SECOND}?tab=account`);
  await ready(page);
  await expect(page.getByText(HINT)).toBeVisible();
  await page.getByLabel('Display name').fill('Only me');
  await page.getByRole('button', { name: 'Save accounts' }).click();
  const question = page.getByRole('dialog', { name: 'Who gets this change?' });
  await question.getByRole('button', { name: 'Only this device' }).click();
  await expect(page.getByText('The phone gets it at its next request.')).toBeVisible();
  await expect(page.getByText(HINT)).toBeHidden();
  const [first, own, third] = await configOf(sql, [FIRST, SECOND, THIRD]);
  expect([first, third]).toEqual([FIRST, FIRST]);
  expect(own).not.toBe(FIRST);
  const names = await sql<{ display_name: string }>(
    'SELECT display_name FROM line WHERE config_id = ANY($1) ORDER BY display_name',
    [[FIRST, own]],
  );
  expect(names.map((row) => row.display_name)).toContain('Only me');
  expect(new Set(names.map((row) => row.display_name)).size).toBe(2);
  // The copy keeps what was not changed: the password of the account, and what the shared one said.
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await expect(page.getByRole('row', { name: /^timezone / })).toContainText('Asia/Tokyo');
});

async function configOf(
  sql: (text: string, values?: unknown[]) => Promise<{ config?: string }[]>,
  ids: string[],
): Promise<(string | undefined)[]> {
  return (await sql('SELECT config FROM device WHERE id = ANY($1) ORDER BY id', [ids])).map(
    (row) => row.config,
  );
}
