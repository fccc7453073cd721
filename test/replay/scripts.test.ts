import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../scripts/test/offhook-server.mjs';
import { confdSteps } from './confd-steps';
import { ReplayPhone } from './phone';
import { provdClient, type Document } from './provd-client';

const server = inject('replayServer');
const provd = provdClient(server);
const lines = (file: string): string[] => fs.readFileSync(file, 'utf8').split('\n');

describe('upgrade scripts', () => {
  it('wait until the parameters can be read', async () => {
    // Also without a token: anything but "no such path" will do.
    expect((await fetch(`${server.consoleUrl}/0.2/configure`)).status).toBe(401);
    expect((await provd.params.list()).length).toBeGreaterThan(0);
  });

  it('reset the devices that nobody uses', async () => {
    const phone = new ReplayPhone();
    await phone.boot();
    const [device] = await provd.devices.list({ mac: phone.mac });
    const id = String(device?.id);
    const own = `own-${randomBytes(6).toString('hex')}`;
    await provd.configs.create({ id: own, parent_ids: ['base'], raw_config: {} });
    await provd.devices.update({ ...device, config: own });
    const unused = (await provd.devices.list({}, { recurse: true })).filter(
      ({ config }) => config === own && !String(config).startsWith('autoprov'),
    );
    expect(unused.map((one) => one.id)).toEqual([id]);
    await confdSteps(provd).resetToAutoprov(id);
    await provd.devices.synchronize(id);
    expect((await provd.devices.get(id)).config).toMatch(/^autoprov/);
  });

  it('rewrite every autoprov config, remove nulls of templates, reconfigure every device', async () => {
    for (const config of await provd.configs.list()) {
      if (String(config.id).startsWith('autoprov')) await provd.configs.update(config);
    }
    for (const template of await provd.configs.listDevice()) {
      await provd.configs.update(template);
      const again = await provd.configs.get(String(template.id));
      expect(JSON.stringify(again)).not.toContain('null');
    }
    for (const { id } of (await provd.devices.list({}, { recurse: true })).slice(0, 10))
      await provd.devices.reconfigure(String(id));
  });

  it('give the default template passwords', async () => {
    const template = (await provd.configs.get('defaultconfigdevice')) as Document & { raw_config: Document };
    const { raw_config } = template;
    await provd.configs.update({
      ...template,
      raw_config: { ...raw_config, admin_password: 'Changed0123456789' },
    });
    expect(await provd.configs.getRaw('defaultconfigdevice')).toMatchObject({
      admin_password: 'Changed0123456789',
    });
    await provd.configs.update(template);
  });
});

describe('acceptance suite', () => {
  it('first contact of a phone writes exactly the two lines that the fail2ban filter matches', async () => {
    const phone = new ReplayPhone();
    await phone.boot();
    const about = (): string[] =>
      lines(server.securityLog).filter((line) => line.includes(` from ${phone.ip}: `));
    await waitFor(() => about().length === 2);
    const stamp = String.raw`^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] `;
    const filter = new RegExp(
      `${stamp}(New device created automatically from [\\d.]+: |Sensitive file requested from [\\d.]+: )`,
    );
    expect(about().filter((line) => filter.test(line))).toHaveLength(2);
    expect(about().filter((line) => line.includes('New device created'))).toHaveLength(1);
  });

  it('the log tells each synchronization and each config that is sent', async () => {
    const id = await provd.devices.create({});
    const config = `log-${id}`;
    const document = { id: config, parent_ids: [], raw_config: {} };
    await provd.configs.create(document);
    await provd.devices.synchronize(id);
    await provd.configs.update({ ...document, X_a: 1 });
    await provd.configs.update({ ...document, X_a: 1 }); // the same again
    const count = (text: string): number =>
      lines(server.logFile).filter((line) => new RegExp(`${text}(?![-\\w])`).test(line)).length;
    await waitFor(() => count(`Updating config ${config}`) === 2);
    expect(count(`Synchronizing device ${id}`)).toBe(1);
  });
});
