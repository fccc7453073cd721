import { expect, ready, test } from './fixtures';

const LINE = 'digium-2.8.1';
const NAME = 'contacts.tpl';

test.describe.configure({ mode: 'serial' });

test('changes a template after looking at what it does to a phone, and puts the old one back', async ({
  page,
  sql,
}) => {
  await page.goto('/plugins');
  await ready(page);
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.goto(`/templates?line=${LINE}`);
  await page.getByRole('button', { name: NAME }).click();
  await expect(page.getByText('This is the text of the plugin.')).toBeVisible();
  const editor = page.getByRole('textbox', { name: `Template ${NAME}` });
  await expect(editor).toContainText('group_name');
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('<!-- seen by everybody -->');

  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const diff = page.getByRole('group', { name: /^Changes of Digium\/.*-contacts\.xml$/ });
  await expect(diff).toContainText('added: <!-- seen by everybody -->');
  expect(await sql('SELECT 1 FROM custom_template WHERE name = $1', [NAME])).toEqual([]);

  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByText('Saved. Phones get it at their next request.')).toBeVisible();
  await expect(page.getByText('by admin')).toBeVisible();
  const [row] = await sql<{ source: string }>('SELECT source FROM custom_template WHERE name = $1', [NAME]);
  expect(row?.source).toContain('seen by everybody');

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('This is the text of the plugin.')).toBeVisible();
  await expect(editor).not.toContainText('seen by everybody');
  await page.getByRole('button', { name: 'Put into the editor' }).click();
  await expect(editor).toContainText('seen by everybody');
});

test('tells the line of what is no template, and refuses to save it', async ({
  page,
  sql,
  allowedErrors,
}) => {
  allowedErrors.push(/status of 400/);
  await page.goto(`/templates?line=${LINE}&name=base.tpl`);
  await ready(page);
  const editor = page.getByRole('textbox', { name: 'Template base.tpl' });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('<a/>\n<b/>\n{{ unfinished\n');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText(/^Line \d$/)).toBeVisible();
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /line \d/ })).toBeVisible();
  expect(await sql('SELECT 1 FROM custom_template')).toEqual([]);
});

test('begins one for a model, whose name has to be that of a template', async ({ page }) => {
  await page.goto(`/templates?line=${LINE}`);
  await ready(page);
  await page.getByLabel('New template').fill('D65');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('A name ends with .tpl.')).toBeVisible();
  await page.getByLabel('New template').fill('D65.tpl');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('A new template, used as soon as it is saved.')).toBeVisible();
});
