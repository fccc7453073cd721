import { FakeAmi } from '../test/phones/fake-ami';
import { expect, ready, test } from './fixtures';

const SECRET = 'ami secret';

test('connects Asterisk after a test, and synchronises a phone through it', async ({
  page,
  sql,
  allowedErrors,
}) => {
  allowedErrors.push(/status of 403/);
  const ami = await FakeAmi.start();
  await page.goto('/telephony');
  await ready(page);
  await expect(page.getByText('No server is connected')).toBeVisible();
  await page.getByLabel('Host').fill('127.0.0.1');
  await page.getByLabel('Port').fill(String(ami.port));
  await page.getByLabel('User name').fill(ami.username);
  await page.getByLabel(/^Secret/).fill('not the secret');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Authentication failed' })).toBeVisible();
  await page.getByLabel(/^Secret/).fill(SECRET);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Asterisk accepted the account')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('No server is connected')).toBeHidden();
  const stored = await sql<{ value: unknown }>(`SELECT value FROM setting WHERE key LIKE 'telephony%'`);
  expect(stored).toHaveLength(2);
  expect(JSON.stringify(stored)).not.toContain(SECRET);

  const [device] = await sql<{ id: string; ip: string }>(
    `SELECT id, ip FROM device WHERE configured AND vendor = 'Yealink' AND remote_state_sip_username IS NULL AND ip IS NOT NULL ORDER BY id LIMIT 1`,
  );
  await page.goto(`/devices/${device?.id}`);
  await ready(page);
  await page.getByRole('button', { name: 'Resynchronise' }).click();
  await expect
    .poll(() => ami.sent('PJSIPNotify'))
    .toEqual([
      [
        ['URI', `sip:anonymous@${device?.ip}`],
        ['Variable', 'Event=check-sync'],
      ],
    ]);

  await page.goto('/telephony');
  await ready(page);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('No server is connected')).toBeVisible();
  expect(await sql(`SELECT 1 FROM setting WHERE key LIKE 'telephony%' AND value <> 'null'`)).toEqual([]);
  await ami.stop();
});
