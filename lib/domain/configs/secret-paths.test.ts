import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json';
import { GENERAL_PARAMETERS, LINE_PARAMETERS } from './parameters';
import { isSecretPath, mapSecrets, REDACTED, redactSecrets } from './secret-paths';

describe('isSecretPath', () => {
  it.each([
    'raw_config.sip_lines.1.password',
    'raw_config.admin_password',
    'raw_config.user_password',
    'raw_config.sip_local_key',
    'raw_config.X_wifi_passphrase',
    'raw_config.X_adminPassword',
    'raw_config.X_ldap_password_2',
    'raw_config.X_user_pin',
    'raw_config.X_api_key',
    'raw_config.X_wifi_psk2',
    'options.token',
    'provisioning_key',
    'X_secrets.a.b',
  ])('%s', (path) => expect(isSecretPath(path.split('.'))).toBe(true));

  it.each([
    'id',
    'raw_config.X_key',
    'raw_config.funckeys.1.type',
    'raw_config.sip_lines.1.username',
    'raw_config.sip_lines.1.auth_username',
    'raw_config.sip_local_certificate',
    'raw_config.X_pinned',
    'raw_config.X_shopping',
    'raw_config.syslog_ip',
  ])('not %s', (path) => expect(isSecretPath(path.split('.'))).toBe(false));

  it('agrees with the parameter table', () => {
    for (const [name, parameter] of Object.entries({ ...GENERAL_PARAMETERS, ...LINE_PARAMETERS }))
      expect(isSecretPath([name]), name).toBe('secret' in parameter);
  });
});

describe('mapSecrets', () => {
  const document: JsonObject = {
    id: 'a',
    options: null,
    raw_config: {
      admin_password: 'p',
      user_password: null,
      sip_lines: { 1: { password: 5, username: 'u' }, 2: [] },
      X_list: [{ password: 'q', o: [1] }, 'password'],
      X_secret: { deep: ['x'] },
    },
  };

  it('changes whole secret values and nothing else', () => {
    const seen: unknown[] = [];
    const copy = mapSecrets(document, (value) => {
      seen.push(value);
      return '*';
    });
    expect(seen).toEqual(['p', 5, 'q', { deep: ['x'] }]);
    expect(copy).toEqual({
      id: 'a',
      options: null,
      raw_config: {
        admin_password: '*',
        user_password: null,
        sip_lines: { 1: { password: '*', username: 'u' }, 2: [] },
        X_list: [{ password: '*', o: [1] }, 'password'],
        X_secret: '*',
      },
    });
  });

  it('redacts', () => {
    expect(JSON.stringify(redactSecrets(document))).not.toMatch(/"p"|"q"|"x"/);
    expect(redactSecrets({ password: 'x' })).toEqual({ password: REDACTED });
  });
});
