import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';

/** A 2N intercom: its file is named after its product, in a way that is known of one product only, and its MAC address. */

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

const models = async () =>
  (await phones.rows<{ model: string | null }>('SELECT model FROM device')).map(({ model }) => model);

describe('a phone whose file is named after a product', () => {
  it('is nobody when a browser asks', async () => {
    const answer = await phones.get('/hipve-7C-1E-B3-01-02-0A.xml', '10.0.0.7', 'Mozilla/5.0');
    expect([answer.status, await models()]).toEqual([404, []]);
  });

  it('is served at its first request under the name that it asks for, whatever the product', async () => {
    const first = await phones.get('/hipzz-7C-1E-B3-01-02-0A.xml', '10.0.0.7', '');
    expect([first.status, first.body]).toEqual([200, expect.stringContaining('<DeviceDatabase>')]);
    expect(await models()).toEqual(['hipzz']);
    // Under another name it is another product: what it asked for last is what it is.
    const other = await phones.get('/ipve-7c1eb301020a.xml', '10.0.0.7', '');
    expect([other.status, await models()]).toEqual([200, ['IP Verso']]);
    expect((await phones.get('/hipve-7C-1E-B3-01-02-0A.xml', '10.0.0.7', '')).status).toBe(200);
  });
});
