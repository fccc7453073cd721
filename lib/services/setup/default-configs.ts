import type { JsonObject } from '../../shared/json';
import { generatePassword } from '../../shared/password';

/**
 * The configs that a new installation starts with, parents first: what all phones share, the local SIP registrar, a
 * device template, and the template of phones that were recognised but belong to nobody yet. `address` is this
 * server's, taken for the PBX and the time server until an administrator says otherwise.
 */
export function defaultConfigs(address: string): { id: string; document: JsonObject }[] {
  return [
    {
      id: 'base',
      document: {
        X_type: 'internal',
        deletable: false,
        parent_ids: [],
        raw_config: { ntp_enabled: true, ntp_ip: address, X_xivo_phonebook_ip: address },
      },
    },
    {
      id: 'default',
      document: {
        X_type: 'registrar',
        deletable: false,
        displayname: 'local',
        parent_ids: [],
        registrar_main: address,
        proxy_main: address,
        raw_config: { X_key: 'xivo' },
      },
    },
    {
      id: 'defaultconfigdevice',
      document: {
        X_type: 'device',
        deletable: false,
        label: 'Default config device',
        parent_ids: [],
        raw_config: {
          ntp_enabled: true,
          ntp_ip: address,
          sip_dtmf_mode: 'RTP-out-of-band',
          admin_username: 'admin',
          admin_password: generatePassword(16),
          user_username: 'user',
          user_password: generatePassword(16),
        },
      },
    },
    {
      id: 'autoprov',
      document: {
        X_type: 'internal',
        deletable: false,
        role: 'autocreate',
        parent_ids: ['base', 'defaultconfigdevice'],
        raw_config: {
          sip_lines: {
            '1': {
              display_name: 'Autoprov',
              number: 'autoprov',
              username: `ap${generatePassword(8)}`,
              password: generatePassword(8),
              proxy_ip: address,
              registrar_ip: address,
            },
          },
          sccp_call_managers: { '1': { ip: address } },
        },
      },
    },
  ];
}
