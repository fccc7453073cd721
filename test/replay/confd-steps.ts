import { ProvdError, type Document, type ProvdClient } from './provd-client';

/** What confd does with a device, call by call. */
export function confdSteps(provd: ProvdClient) {
  /** Its answer to who asks for a device: with the status that it makes of the documents. */
  async function readDevice(id: string): Promise<Document & { status: string }> {
    const device = await provd.devices.get(id);
    const config = typeof device.config === 'string' ? await orNull(provd.configs.get(device.config)) : null;
    return { ...device, status: statusOf(device, config) };
  }

  /** A phone without a user gets a config of its own from the template; whatever it had is removed. */
  async function resetToAutoprov(id: string, tenant?: string): Promise<void> {
    const { options: _, ...device } = await provd.devices.get(id);
    const left = device.config;
    const made = await provd.configs.autocreate();
    const config = await provd.configs.get(made);
    await provd.devices.update({ ...device, config: made }, tenant);
    await provd.configs.update(config); // unchanged
    if (typeof left === 'string') await orNull(provd.configs.delete(left));
  }

  /** Gives the device to a line: the device first, then its config, created when there is none to change. */
  async function associate(id: string, line: Document, tenant?: string): Promise<void> {
    const device = await provd.devices.get(id);
    await provd.devices.update({ ...device, config: id }, tenant);
    const config = deviceConfig(id, line);
    await provd.configs.update(config).catch(async (error: unknown) => {
      if (!(error instanceof ProvdError && error.statusCode === 404)) throw error;
      await provd.configs.create(config);
    });
  }

  return { readDevice, resetToAutoprov, associate };
}

export function sipLine(number: string): Document {
  return {
    username: `user${number}`,
    auth_username: `user${number}`,
    password: `secret${number}`,
    display_name: `User ${number}`,
    number,
    registrar_ip: '10.0.0.1',
    proxy_ip: '10.0.0.1',
  };
}

function deviceConfig(id: string, line: Document): Document {
  return {
    id,
    configdevice: 'defaultconfigdevice',
    parent_ids: ['base', 'defaultconfigdevice'],
    deletable: true,
    raw_config: {
      X_key: '',
      config_version: 1,
      X_xivo_user_uuid: 'a6f4ae7c-3a0c-4e2b-9c2e-0f2e6e3b1c4d',
      X_xivo_phonebook_profile: 'default',
      exten_park: null,
      exten_voicemail: '*98',
      exten_dnd: null,
      funckeys: { '1': { label: 'Desk', line: 1, type: 'blf', value: '1002' } },
      protocol: 'SIP',
      sip_lines: { '1': line },
    },
  };
}

function statusOf(device: Document, config: Document | null): string {
  if (config === null) return 'corrupted';
  if (device.configured !== true) return 'not_configured';
  return String(device.config).startsWith('autoprov') ? 'autoprov' : 'configured';
}

/** Null for a 404, which confd takes for "it is gone already". */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (error instanceof ProvdError && error.statusCode === 404) return null;
    throw error;
  });
}
