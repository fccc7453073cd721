import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';
import { insertConfig } from '../../db/configs/write';
import { insertDevice } from '../../db/devices/write';
import { CREATION_LOCK } from '../../db/phones/write-batch';
import { newDocumentId } from '../../domain/ids';
import { objectNode } from '../../shared/json-text';

const MAC = '00:0f:d3:a1:b2:c3';
const ask = (phones: PhoneServer) => phones.get('/Digium/000fd3a1b2c3.cfg', '10.0.0.5', 'Digium D40 2_8_1');

let test: TestDatabase;
let phones: PhoneServer;

beforeAll(async () => {
  test = await createTestDatabase();
  phones = new PhoneServer(test.url);
  await phones.setUp();
  await phones.start();
});
afterAll(async () => {
  await phones.stop();
  await phones.close();
  await test.drop();
});

it('makes one device of a phone that asks while its lease is being written, with what both told', async () => {
  const id = newDocumentId();
  await phones.write(async (store) => {
    // The lease is first; the phone's own device waits behind it, and the phone does not wait for that.
    await store.sql.query('SELECT pg_advisory_xact_lock($1)', [CREATION_LOCK]);
    expect((await ask(phones)).status).toBe(200);
    const document = objectNode({ mac: MAC, vendor: 'Digium', added: 'auto', X_lease: 'kept' });
    await insertDevice(store, id, document, {
      tenantId: phones.masterTenant,
      configured: false,
      configError: null,
      isNew: true,
      remoteStateSipUsername: null,
    });
  });
  const devices = () => phones.rows('SELECT id, mac, plugin, body->>$1 AS lease FROM device', ['X_lease']);
  await expect
    .poll(devices, { timeout: 5_000 })
    .toEqual([{ id, mac: MAC, plugin: 'digium-2.8.1', lease: 'kept' }]);
  expect((await ask(phones)).status).toBe(200);
  await expect
    .poll(() => phones.rows('SELECT id, configured FROM device'))
    .toEqual([{ id, configured: true }]);
});

it('keeps what a phone tells while somebody else writes the device', async () => {
  const [{ id } = { id: '' }] = await phones.rows<{ id: string }>('SELECT id FROM device');
  await phones.database.sql.execute(
    `UPDATE device SET plugin = NULL, revision = nextval('offhook_revision'),
      body = (body::jsonb - 'plugin')::json WHERE id = $1`,
    [id],
  );
  await phones.write(async (store) => {
    await store.sql.query('SELECT id FROM device WHERE id = $1 FOR UPDATE', [id]);
    store.announce('device', [id], 'saved');
  });
  await phones.write(async (store) => {
    await store.sql.query('SELECT id FROM device WHERE id = $1 FOR UPDATE', [id]);
    // Its patch waits for this transaction; the file is rendered of a row that does not have it yet.
    expect((await ask(phones)).status).toBe(200);
    store.announce('device', [id], 'saved');
  });
  expect((await ask(phones)).status).toBe(200);
  await expect.poll(() => phones.rows('SELECT plugin FROM device')).toEqual([{ plugin: 'digium-2.8.1' }]);
});

it('does not undo what somebody else decided about a device while the phone process was deciding', async () => {
  const [{ id } = { id: '' }] = await phones.rows<{ id: string }>('SELECT id FROM device');
  await phones.rows(`CREATE TABLE decided (configured boolean)`);
  await phones.rows(`CREATE FUNCTION note_decided() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO decided VALUES (NEW.configured); RETURN NEW; END $$`);
  await phones.rows(
    'CREATE TRIGGER note_decided AFTER UPDATE ON device FOR EACH ROW EXECUTE FUNCTION note_decided()',
  );
  const change = (assignments: string) =>
    phones.write(async (store) => {
      await store.sql.query(
        `UPDATE device SET ${assignments}, revision = nextval('offhook_revision') WHERE id = $1`,
        [id],
      );
      store.announce('device', [id], 'saved');
    });
  const writesHeldBack = async () => {
    const [row] = await phones.rows(`SELECT count(*)::int AS n FROM pg_locks
      WHERE locktype = 'advisory' AND objid = ${CREATION_LOCK} AND NOT granted`);
    return row?.n;
  };
  const holder = new pg.Client({ connectionString: test.url });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock($1)', [CREATION_LOCK]);
  await change(
    `config = 'late', configured = false, body = jsonb_set(body::jsonb, '{config}', '"late"')::json`,
  );
  // There is no such config: the phone process has decided so, and its write has to wait.
  await expect.poll(writesHeldBack, { timeout: 5_000 }).toBe(1);
  const config = objectNode({ parent_ids: ['base'], raw_config: { sip_lines: {} } });
  await phones.write((store) => insertConfig(store, 'late', phones.masterTenant, config));
  await change('configured = true, config_error = NULL');
  await holder.end();
  await expect.poll(writesHeldBack).toBe(0);
  // Its next write comes after all those before it.
  await ask(phones);
  await phones.rows(`UPDATE device SET body = (body::jsonb - 'ip')::json, ip = NULL WHERE id = $1`, [id]);
  expect(await phones.rows('SELECT * FROM decided')).toEqual([
    { configured: false },
    { configured: true },
    { configured: true },
  ]);
});
