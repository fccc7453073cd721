import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';
import { copyFamilies, type PluginsFolder } from '../../../test/plugins/family-folder';

let test: TestDatabase;
let phones: PhoneServer;
let folder: PluginsFolder;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  folder = copyFamilies('digium');
  phones = new PhoneServer(test.url);
  await phones.database.sql.execute('TRUNCATE tenant, "user", device, config, setting, process CASCADE');
  await phones.setUp();
  await phones.start({ pluginFolders: [folder.path] });
});
afterEach(async () => {
  await phones.stop();
  await phones.close();
  folder.delete();
});

const get = () => phones.get('/Digium/000fd3a1b2c3-contacts.xml', '192.0.2.77', 'Digium D40 2_8_1');

it('a phone gets what an edited template writes, and what the good one wrote while the edit is broken', async () => {
  expect((await get()).body).toContain('group_name="Default"');
  folder.edit('digium/templates/contacts.tpl', 'Default', 'Everybody');
  await vi.waitFor(async () => expect((await get()).body).toContain('group_name="Everybody"'), 5_000);

  folder.edit('digium/templates/contacts.tpl', '{%- endfor %}', '');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await get()).toMatchObject({ status: 200, body: expect.stringContaining('group_name="Everybody"') });

  folder.edit('digium/templates/contacts.tpl', '</contacts>', '{%- endfor %}</contacts><!-- mended -->');
  await vi.waitFor(async () => expect((await get()).body).toContain('mended'), 5_000);
});

it('a family that is taken away is served no more', async () => {
  expect((await get()).status).toBe(200);
  folder.remove('digium');
  await vi.waitFor(async () => expect((await get()).status).toBe(404), 5_000);
});
