/** Formats for which a first template can be written. What a phone reads is one of them nearly always. */
export const STARTER_FORMATS = ['xml', 'equals', 'colon', 'space', 'set', 'cli'] as const;
export type StarterFormat = (typeof STARTER_FORMATS)[number];

type Setting = [name: string, value: string, when?: string];

const GENERAL: Setting[] = [
  ['server_url', '{{ server.url }}'],
  ['admin_password', '{{ admin_password }}', 'admin_password'],
  ['language', '{{ locale }}', 'locale'],
  ['time_zone', '{{ timezone }}', 'timezone'],
  ['ntp_server', '{{ ntp_ip }}', 'ntp_enabled'],
  ['vlan_id', '{{ vlan_id }}', 'vlan_enabled'],
  ['syslog_server', '{{ syslog_ip }}', 'syslog_enabled'],
];
const ACCOUNT: Setting[] = [
  ['server', '{{ line.proxy_ip }}'],
  ['port', '{{ line.proxy_port or 5060 }}'],
  ['backup_server', '{{ line.backup_proxy_ip }}', 'line.backup_proxy_ip'],
  ['user', '{{ line.username }}'],
  ['auth_user', '{{ line.auth_username }}'],
  ['password', '{{ line.password }}'],
  ['display_name', '{{ line.display_name }}'],
  ['voicemail', '{{ line.voicemail }}', 'line.voicemail'],
];
const KEY: Setting[] = [
  ['type', '{{ key.type }}'],
  ['value', '{{ key.value }}'],
  ['label', '{{ key.label }}'],
  ['account', '{{ key.line }}'],
];

const HEAD = `{#- The shape is that of the format; the names of the settings are placeholders. Put the vendor's own in their places,
    from its manual or from a configuration that the phone has exported. docs/writing-a-plugin.md lists what is known here. -#}
`;

/** A template that tells a phone what every phone has to be told, in a format; well-formed whatever people type. */
export function starterTemplate(format: StarterFormat): string {
  if (format === 'xml') return HEAD + xml();
  const write = WRITERS[format];
  return (
    HEAD +
    [
      ...conditional(GENERAL, ([name, value]) => write(name, value)),
      '{%- for line in lines %}',
      ...conditional(ACCOUNT, ([name, value]) => write(`account_{{ line.position }}_${name}`, value)),
      '{%- endfor %}',
      '{%- for key in keys %}',
      ...conditional(KEY, ([name, value]) => write(`key_{{ key.position }}_${name}`, value)),
      '{%- endfor %}',
      '',
    ].join('\n')
  );
}

const WRITERS: Record<Exclude<StarterFormat, 'xml'>, (name: string, value: string) => string> = {
  equals: (name, value) => `${name} = ${value}`,
  colon: (name, value) => `${name}: ${value}`,
  space: (name, value) => `${name} ${value}`,
  set: (name, value) => `SET ${name} "${value}"`,
  cli: (name, value) => `  ${name} ${value}`,
};

function xml(): string {
  const attributes = (settings: Setting[]): string =>
    settings
      .map(([name, value, when]) =>
        when ? `{% if ${when} %} ${name}="${value}"{% endif %}` : ` ${name}="${value}"`,
      )
      .join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<config>',
    ...conditional(GENERAL, ([name, value]) => `  <setting name="${name}" value="${value}"/>`),
    '{%- for line in lines %}',
    `  <account index="{{ line.position }}"${attributes(ACCOUNT)}/>`,
    '{%- endfor %}',
    '{%- for key in keys %}',
    `  <key index="{{ key.position }}"${attributes(KEY)}/>`,
    '{%- endfor %}',
    '</config>',
    '',
  ].join('\n');
}

function conditional(settings: readonly Setting[], write: (setting: Setting) => string): string[] {
  return settings.flatMap((setting) => {
    const [, , when] = setting;
    return when === undefined ? [write(setting)] : [`{%- if ${when} %}`, write(setting), '{%- endif %}'];
  });
}
