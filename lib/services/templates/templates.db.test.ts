import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';
import { findTemplate, KEPT_VERSIONS, listVersions } from '../../db/templates/edit';
import type { PluginLine } from '../../domain/plugins/plugin';
import { scopeOf } from '../../domain/tenants/scope';
import { readRegistry } from '../../plugins/registry';
import { renderDevice } from '../../render/render-device';
import { createLogger } from '../../shared/logger';
import type { Result } from '../../shared/result';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { createServiceContext } from '../create-context';
import { changeTemplate } from './change-template';

const NAME = 'contacts.tpl';
const ask = () => phones.get('/Digium/000fd3a1b2c3-contacts.xml', '10.0.0.5', 'Digium D40 2_8_1');

let test: TestDatabase;
let phones: PhoneServer;
let context: ServiceContext;
let caller: Caller;
let line: PluginLine;

beforeAll(async () => {
  test = await createTestDatabase();
  phones = new PhoneServer(test.url);
  await phones.setUp();
  await phones.start();
  const registry = await readRegistry(['plugins']);
  const found = registry.lines.get('digium-2.8.1');
  if (!found) throw new Error('no line');
  line = found;
  context = createServiceContext({
    database: phones.database,
    changes: phones.writer,
    masterTenant: phones.masterTenant,
    logger: createLogger('test', 'silent'),
    server: { publicUrl: null, tftpPort: 69 },
    registry: () => Promise.resolve(registry),
    render: { device: (plugin, input, custom) => Promise.resolve(renderDevice(plugin, input, custom)) },
  });
  caller = {
    actor: {
      kind: 'user',
      id: '33333333-3333-4333-8333-333333333333',
      tenant: phones.masterTenant,
      role: 'operator',
    },
    tenant: phones.masterTenant,
  };
});
afterAll(async () => {
  await phones.stop();
  await phones.close();
  await test.drop();
});

const stored = () => findTemplate(phones.database, scopeOf(phones.masterTenant), [line.id], NAME);
const versions = () =>
  listVersions(phones.database.sql, scopeOf(phones.masterTenant), line.id, NAME).then((found) =>
    found.map(({ source }) => source),
  );

async function change(source: string | null, by = caller): Promise<Result<void>> {
  return changeTemplate(context, by, {
    line,
    name: NAME,
    source,
    revision: (await stored())?.revision ?? null,
  });
}

it('a running phone process gives what a saved template writes from the moment the save answers', async () => {
  expect((await ask()).body).toContain('Default');
  for (let i = 1; i <= 20; i += 1) {
    expect(await change(`<contacts n="${i}"/>`)).toMatchObject({ ok: true });
    expect((await ask()).body).toContain(`n="${i}"`);
  }
  expect(await change(null)).toMatchObject({ ok: true });
  expect((await ask()).body).toContain('Default');
});

it('refuses what is no template, with its line, and leaves phones what they had', async () => {
  expect(await change('<a/>\n{% for key in keys %}\n{{ key.label }}\n')).toMatchObject({
    ok: false,
    error: { code: 'invalid', message: expect.stringMatching(/^line \d/), problems: [{ path: 'source' }] },
  });
  expect((await ask()).body).toContain('Default');
});

it('keeps who wrote what, bounded, and writes it to the audit', async () => {
  await phones.database.sql.execute('TRUNCATE custom_template_version, audit');
  for (let i = 0; i <= KEPT_VERSIONS; i += 1) await change(`<v n="${i}"/>`);
  await change(`<v n="${KEPT_VERSIONS}"/>`); // the same again is no version
  await change(null);
  const found = await versions();
  expect(found).toHaveLength(KEPT_VERSIONS);
  expect(found.slice(0, 3)).toEqual([null, `<v n="${KEPT_VERSIONS}"/>`, `<v n="${KEPT_VERSIONS - 1}"/>`]);
  const audit = await phones.rows('SELECT action, target, actor FROM audit ORDER BY id DESC LIMIT 2');
  const entry = { target: `template/${line.id}/${NAME}`, actor: 'user:33333333-3333-4333-8333-333333333333' };
  expect(audit).toEqual([
    { ...entry, action: 'template.delete' },
    { ...entry, action: 'template.update' },
  ]);
});

it('overwrites nobody, and is not for those who may only look', async () => {
  await change('<mine/>');
  const old = { line, name: NAME, source: '<theirs/>', revision: null };
  expect(await changeTemplate(context, caller, old)).toMatchObject({
    ok: false,
    error: { code: 'precondition_failed' },
  });
  const viewer: Caller = {
    ...caller,
    actor: { kind: 'user', id: 'v', tenant: phones.masterTenant, role: 'viewer' },
  };
  expect(await change('<theirs/>', viewer)).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  expect((await stored())?.source).toBe('<mine/>');
});
