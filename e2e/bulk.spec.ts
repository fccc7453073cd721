import { expect, expectNoViolations, ready, test } from './fixtures';

const TABLE = [
  'Adresse MAC;Poste;Nom;SIP user;Secret;Etage',
  '00-15-65-02-00-01;8801;Ada;ada8801;s3cret-one;2',
  '00-15-65-02-00-02;8802;Alan;alan8802;s3cret-two;3',
  'nonsense;8803;Eve;eve;x;4',
].join('\n');

test('imports phones from a table, after showing what would happen', async ({ page, sql }) => {
  await page.goto('/devices');
  await ready(page);
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Or paste the table').fill(TABLE);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Is: Adresse MAC' })).toHaveText('MAC address');
  await expect(dialog.getByRole('combobox', { name: 'Is: Poste' })).toHaveText('Number');
  await expect(dialog.getByRole('combobox', { name: 'Is: Etage' })).toHaveText('Leave out');
  await expect(dialog.getByText('s3cret-one')).toHaveCount(0);
  await expect(dialog.getByText('Left out: Etage.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Is: Etage' }).click();
  await page.getByRole('option', { name: 'Description' }).click();
  await expect(dialog.getByText('Left out:')).toHaveCount(0);
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByText('2 rows would work.')).toBeVisible();
  await expect(dialog.getByText('1 row would fail.')).toBeVisible();
  await expect(dialog.getByText('2 phones would not be configured:')).toBeVisible();
  await expect(dialog.getByText(/^The phone has no plugin yet.* \(2\)$/)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /nonsense/ })).toContainText(
    'A MAC address has 12 hexadecimal digits',
  );
  const rows = () => sql(`SELECT mac FROM device WHERE mac LIKE '00:15:65:02:%' ORDER BY mac`);
  expect(await rows()).toEqual([]);
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Do 2 rows' }).click();
  await expect(dialog.getByText('2 rows were done.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await rows()).toEqual([{ mac: '00:15:65:02:00:01' }, { mac: '00:15:65:02:00:02' }]);
  const [line] = await sql(`SELECT number, display_name, username FROM line WHERE number = '8801'`);
  expect(line).toEqual({ number: '8801', display_name: 'Ada', username: 'ada8801' });

  await page.goto('/devices?q=001565020001');
  await ready(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const part of stream) text += String(part);
  expect(text.trim().split('\r\n')).toHaveLength(2);
  expect(text).toContain('00:15:65:02:00:01');
  expect(text).not.toContain('s3cret');

  await page.goto('/devices');
  await ready(page);
  await page.getByRole('button', { name: 'Import' }).click();
  await dialog.getByLabel('Or paste the table').fill('mac\n00:15:65:02:00:01\n00:15:65:02:00:02');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('combobox', { name: 'What to do with the phones' }).click();
  await page.getByRole('option', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Check' }).click();
  await dialog.getByRole('button', { name: 'Do 2 rows' }).click();
  await expect(dialog.getByText('2 rows were done.')).toBeVisible();
  expect(await rows()).toEqual([]);
});

test('refuses a file that is not in UTF-8, and says what to do', async ({ page }) => {
  await page.goto('/devices');
  await ready(page);
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  const file = (text: string, encoding: BufferEncoding) => ({
    name: 'phones.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text, encoding),
  });
  await dialog.getByLabel('CSV file').setInputFiles(file('mac;Nom\n001565020009;Zoé\n', 'latin1'));
  await expect(dialog.getByRole('alert')).toContainText('Line 2 of the file is not in UTF-8');
  await expect(dialog.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await expectNoViolations(page);
  await dialog.getByLabel('CSV file').setInputFiles(file('\ufeffmac;Nom\n001565020009;Zoé\n', 'utf8'));
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText('Zoé')).toBeVisible();
});
