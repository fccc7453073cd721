import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUNDLED } from '../../test/plugins/family-folder';
import { renderCommon, renderDevice } from '../render/render-device';
import type { RenderedFile } from '../render/types';
import type { JsonObject } from '../shared/json';
import { checkFamily } from './check';

/** A file that holds a secret is marked: whoever asks for it is written to the security log. */

const SECRET = /Secret\d+x/;
/** A password that all phones are given as they leave us: a line of a common file. */
const FIXED_PASSWORD = /(?:passwd|password|passwordstring|pwd)\s*[ =:]\s*"?\w{4,}/i;
const NOW = '2026-07-01T12:00:00Z';
const BASE = {
  http_base_url: 'http://192.0.2.10:8667',
  ip: '192.0.2.10',
  http_port: 8667,
  tftp_port: 69,
  locale: 'en_US',
  timezone: 'Europe/Paris',
  admin_username: 'admin',
  admin_password: 'Secret1x',
  user_username: 'user',
  user_password: 'Secret2x',
};

function config(protocol: string, transport: string): JsonObject {
  return {
    ...BASE,
    protocol,
    sip_transport: transport,
    sip_srtp_mode: transport === 'tls' ? 'required' : 'disabled',
    sip_proxy_ip: '192.0.2.20',
    sip_local_certificate: 'certificate',
    sip_local_key: 'Secret3x',
    sip_servers_root_and_intermediate_certificates: ['root'],
    X_xivo_phonebook_ip: '192.0.2.30',
    X_xivo_user_uuid: '5d7d6f3e-6d1c-4c1a-9a57-0c3b1c3f2f11',
    sip_lines: {
      '1': { username: 'u1', password: 'Secret4x', display_name: 'One', number: '101' },
      '2': { username: 'u2', password: 'Secret5x', display_name: 'Two', number: '102' },
      '3': { username: 'u3', password: 'Secret6x', display_name: 'Three', number: '103' },
    },
    sccp_call_managers: { '1': { ip: '192.0.2.20' } },
    funckeys: { '1': { type: 'blf', value: '201', label: 'A', line: 1 } },
  };
}

const unmarked = (files: readonly RenderedFile[]) =>
  files.filter(({ contents, sensitive }) => SECRET.test(contents) && !sensitive).map(({ path }) => path);

describe.each(readdirSync(BUNDLED))('%s', (name) => {
  it('marks every file that holds a secret, of every model and of all', async () => {
    const { family } = await checkFamily(join(BUNDLED, name));
    const found: string[] = [];
    let secrets = 0;
    for (const line of family?.lines ?? []) {
      for (const [model, { capabilities }] of Object.entries(line.models)) {
        const protocol = capabilities.protocol === 'sccp' ? 'SCCP' : 'SIP';
        const device = {
          id: 'a1',
          mac: '00:0f:d3:a1:b2:c3',
          vendor: line.vendor,
          model,
          sn: 'S1',
          uuid: 'u-1',
        };
        for (const transport of ['udp', 'tls']) {
          const rawConfig = config(protocol, transport);
          const result = renderDevice(line, { pluginId: line.id, device, rawConfig, now: NOW });
          if (!result.ok) throw new Error(`${line.id} ${model}: ${result.error.message}`);
          const { files } = result.value;
          secrets += files.filter(({ contents }) => SECRET.test(contents)).length;
          found.push(...unmarked(files).map((path) => `${line.id} ${model} ${path}`));
        }
      }
      const common = renderCommon(line, BASE, NOW);
      if (!common.ok) throw new Error(`${line.id}: ${common.error.message}`);
      found.push(...unmarked(common.value.files).map((path) => `${line.id} ${path}`));
      const fixed = common.value.files.filter(
        ({ contents, sensitive }) => FIXED_PASSWORD.test(contents) && !sensitive,
      );
      found.push(...fixed.map(({ path }) => `${line.id} ${path}`));
    }
    expect(found).toEqual([]);
    // Else the test has nothing to look at: only SCCP phones are given no secret.
    const sip = family?.lines.some(({ models }) =>
      Object.values(models).some(({ capabilities }) => capabilities.protocol !== 'sccp'),
    );
    expect(secrets > 0).toBe(sip);
  }, 60_000);
});
