import { readFile } from 'node:fs/promises';
import { expect, expectNoViolations, ready, signedOut, signIn, test } from './fixtures';
import { PEOPLE } from './server-info';

const LOG = '<script>document.title = "run"</script>\nlog of the phone\n';

test('what a phone sends can be saved and deleted, and runs nowhere', async ({
  page,
  sql,
  server,
  browser,
}) => {
  const [phone] = await sql<{ id: string; mac: string; model: string; version: string }>(
    `SELECT id, mac, model, version FROM device
     WHERE vendor = 'Polycom' AND model LIKE 'VVX%' AND configured ORDER BY id LIMIT 1`,
  );
  const { id, mac, model, version } = phone ?? { id: '', mac: '', model: '', version: '' };
  const agent = `FileTransport PolycomVVX-${model.replace('VVX', 'VVX_')}-UA/${version}`;
  const name = `${mac.replaceAll(':', '')}-app.log`;
  // It starts, so that its address is known; then it sends.
  const own = await fetch(`${server.phoneUrl}/${mac.replaceAll(':', '')}-user.cfg`, {
    headers: { 'User-Agent': agent },
  });
  expect(own.status).toBe(200);
  const sent = await fetch(`${server.phoneUrl}/${name}`, {
    method: 'PUT',
    headers: { 'User-Agent': agent },
    body: LOG,
  });
  expect(sent.status).toBe(201);

  await page.goto(`/devices/${id}?tab=uploads`);
  await ready(page);
  await expect(page.getByText(name)).toBeVisible();
  await expectNoViolations(page);
  const link = page.getByRole('link', { name: `Download ${name}` });
  const address = (await link.getAttribute('href')) ?? '';
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(await readFile(await download.path(), 'utf8')).toBe(LOG);
  expect(download.suggestedFilename()).toBe(name);
  const answer = await page.request.get(address);
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
  const audit = await sql(`SELECT actor FROM audit WHERE action = 'device.upload.read' AND target = $1`, [
    `device/${id}`,
  ]);
  expect(audit.length).toBeGreaterThanOrEqual(2);

  const viewer = await (
    await browser.newContext({ ...signedOut, locale: 'en-GB', baseURL: server.consoleUrl })
  ).newPage();
  await signIn(viewer, PEOPLE.viewer);
  await expect(viewer.getByRole('heading', { name: 'Overview' })).toBeVisible();
  expect((await viewer.request.get(`${server.consoleUrl}${address}`)).status()).toBe(403);
  await viewer.context().close();

  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Nothing received')).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});
