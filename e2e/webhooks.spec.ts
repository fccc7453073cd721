import http from 'node:http';
import { isSigned } from '../lib/domain/webhooks/signature';
import { expect, expectNoViolations, ready, test } from './fixtures';

interface Received {
  headers: http.IncomingHttpHeaders;
  body: string;
}

test('a webhook is added, told of a new phone, tried, disabled and deleted', async ({ page, sql }) => {
  const received: Received[] = [];
  let status = 204;
  const receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    await page.goto('/webhooks');
    await ready(page);
    await expect(page.getByText('No webhook yet')).toBeVisible();
    await page.getByRole('button', { name: 'Add a webhook' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Directory');
    await dialog.getByLabel('Address').fill('ftp://example.com');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByRole('alert').filter({ hasText: 'Only http' })).toBeVisible();
    await expectNoViolations(page);
    await dialog.getByLabel('Address').fill(`http://127.0.0.1:${port}/hook`);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const secret = (await page.getByTestId('secret').textContent()) ?? '';
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole('button', { name: 'I have copied it' }).click();

    const headers = { 'x-offhook-request': '1' };
    const mac = '00:15:65:ff:ee:01';
    const created = await page.request.post('/api/devices', { headers, data: { mac } });
    expect(created.status()).toBe(200);
    await expect.poll(() => received.length, { timeout: 15_000 }).toBeGreaterThan(0);
    const [first] = received;
    const sent = Object.fromEntries(
      Object.entries(first?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(isSigned(secret, sent, first?.body ?? '', new Date())).toBe(true);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      type: 'device.created',
      data: { device: { mac } },
    });

    const sheet = page.getByRole('dialog', { name: 'Directory' });
    await expect(sheet.getByText('device.created').first()).toBeVisible();
    await sheet.getByRole('button', { name: 'Send a test' }).click();
    await expect(sheet.getByText('webhook.test').first()).toBeVisible();
    await expect.poll(() => received.at(-1)?.headers['offhook-event']).toBe('webhook.test');
    await sheet.getByText('webhook.test').first().click();
    await expect(sheet.getByText('Answered 204').first()).toBeVisible();
    await expectNoViolations(page);
    const before = received.length;
    await sheet.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => received.length, { timeout: 15_000 }).toBeGreaterThan(before);

    status = 500;
    await sheet.getByRole('button', { name: 'Send a test' }).click();
    await expect(sheet.getByText('Not answering')).toBeVisible({ timeout: 15_000 });
    await sheet.getByRole('button', { name: 'Disable' }).click();
    await expect(sheet.getByText('Disabled')).toBeVisible();
    const [row] = await sql<{ enabled: boolean; secret: string }>('SELECT enabled, secret FROM webhook');
    expect(row?.enabled).toBe(false);
    expect(row?.secret).toMatch(/^enc:1:/);
    await sheet.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('No webhook yet')).toBeVisible();
    expect(await sql('SELECT 1 FROM webhook_delivery')).toEqual([]);
    const actions = await sql<{ action: string }>(
      `SELECT action FROM audit WHERE action LIKE 'webhook.%' ORDER BY id`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'webhook.create',
      'webhook.redeliver',
      'webhook.update',
      'webhook.delete',
    ]);
    await page.request.delete(`/api/devices/${(await created.json()).id}`, { headers });
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});
