import { describe, expect, it } from 'vitest';
import type { PluginLine } from '../domain/plugins/plugin';
import { filesFile, valuesFile } from '../domain/plugins/schema';
import { CHECK_SYNC } from '../domain/plugins/sync';
import type { JsonObject } from '../shared/json';
import { renderCommon, renderDevice } from './render-device';

const NOW = '2026-07-01T12:00:00Z';

function line(
  over: Partial<PluginLine> & { device?: unknown[]; common?: unknown[]; derived?: unknown[] } = {},
): PluginLine {
  const { device, common, derived, ...rest } = over;
  const files = filesFile.parse({
    device: device ?? [
      {
        path: '{mac}.cfg',
        template: 'base.tpl',
        format: 'equals',
        main: true,
        sensitive: true,
        trigger: true,
      },
    ],
    common: common ?? [],
  });
  return {
    id: 'acme-v1',
    family: 'acme',
    vendor: 'Acme',
    version: '1.0',
    firmware: '1.2.3',
    description: {},
    aliases: [],
    root: null,
    http: true,
    tftp: false,
    vars: { color: 'grey', lamp: 'off' },
    models: {
      A10: {
        name: 'A10',
        series: 'A',
        capabilities: { lines: 2, protocol: 'sip' },
        firmware: 'a10-1',
        vars: { color: 'grey', lamp: 'on' },
      },
      B20: {
        name: 'B20',
        series: 'B',
        capabilities: {},
        firmware: null,
        vars: { color: 'red', lamp: 'off' },
      },
    },
    modelNames: { a10: 'A10', 'a-10': 'A10', b20: 'B20' },
    deviceFiles: files.device,
    commonFiles: files.common,
    expectedMissing: [],
    uploads: [],
    maps: { locale: { fr_FR: 'French' } },
    derive: valuesFile.parse({ derive: derived ?? [] }).derive,
    phonebook: null,
    sync: CHECK_SYNC,
    templates: { 'base.tpl': 'model={{ model.name }}\nlamp={{ vars.lamp }}\n' },
    revision: '1',
    ...rest,
  };
}

const device = { id: 'd1', mac: '00:11:22:AA:bb:cc', model: 'a-10' };
function render(
  plugin: PluginLine,
  over: { device?: JsonObject; raw?: JsonObject } = {},
  custom?: Record<string, string>,
) {
  const input = { pluginId: plugin.id, device: over.device ?? device, rawConfig: over.raw ?? {}, now: NOW };
  return renderDevice(plugin, input, custom && { revision: 'c', templates: custom });
}
function contents(...args: Parameters<typeof render>): Record<string, string> {
  const outcome = render(...args);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return Object.fromEntries(outcome.value.files.map((file) => [file.path, file.contents]));
}

describe('renderDevice', () => {
  it('names files after the device and renders them with the variables of its model', () => {
    const outcome = render(line());
    expect(outcome).toEqual({
      ok: true,
      value: {
        warnings: [],
        files: [
          {
            path: '001122aabbcc.cfg',
            alsoServedAs: [],
            contents: 'model=A10\nlamp=on',
            encoding: 'utf-8',
            contentType: 'text/plain; charset=utf-8',
            sensitive: true,
            trigger: true,
          },
        ],
      },
    });
  });

  it('leaves a file for a line out when the configuration has no such line', () => {
    const plugin = line({
      device: [
        { path: 'A{MAC}.xml', template: 'base.tpl', format: 'equals' },
        { path: 'A{MAC_tail}01.xml', template: 'base.tpl', format: 'equals', sipLine: 2 },
      ],
    });
    const one = { sip_lines: { '1': { number: '101' } } };
    const two = { sip_lines: { '1': { number: '101' }, '2': { number: '102' } } };
    expect(Object.keys(contents(plugin, { raw: one }))).toEqual(['A001122AABBCC.xml']);
    expect(Object.keys(contents(plugin, { raw: two }))).toEqual(['A001122AABBCC.xml', 'A1122AABBCC01.xml']);
  });

  it('puts files below the root of the family, other names too', () => {
    const plugin = line({
      root: 'Acme',
      device: [
        {
          path: '{MAC}-{model}.xml',
          alsoServedAs: [
            '{sn}.xml',
            'cfg/{vars.color}.xml',
            'of_{mac_}.xml',
            'of-{mac-}.xml',
            'of-{MAC-}.xml',
          ],
          template: 'base.tpl',
          format: 'xml',
        },
      ],
      templates: {
        'base.tpl': '{{ server.url }} {{ XX_server_url }} {{ XX_server_url_without_scheme }} {{ file.path }}',
      },
    });
    const outcome = render(plugin, { raw: { http_base_url: 'http://10.0.0.1:8667/key' } });
    expect(outcome.ok && outcome.value.files[0]).toMatchObject({
      path: 'Acme/001122AABBCC-A10.xml',
      alsoServedAs: [
        'Acme/cfg/grey.xml',
        'Acme/of_00_11_22_aa_bb_cc.xml',
        'Acme/of-00-11-22-aa-bb-cc.xml',
        'Acme/of-00-11-22-AA-BB-CC.xml',
      ],
      contents:
        'http://10.0.0.1:8667/key/Acme http://10.0.0.1:8667/key 10.0.0.1:8667/key Acme/001122AABBCC-A10.xml',
    });
  });

  it('gives an unknown or missing model the variables of the line', () => {
    expect(contents(line(), { device: { ...device, model: 'Z9' } })).toEqual({
      '001122aabbcc.cfg': 'model=Z9\nlamp=off',
    });
    expect(contents(line(), { device: { mac: '001122aabbcc' } })).toEqual({
      '001122aabbcc.cfg': 'model=\nlamp=off',
    });
  });

  it('refuses a device without MAC where a required name needs it, and leaves optional files out', () => {
    const outcome = render(line(), { device: { model: 'A10' } });
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'no_mac', message: expect.stringContaining('{mac}.cfg') },
    });
    const optional = line({
      device: [
        { path: '{mac}.cfg', template: 'base.tpl', format: 'equals', required: false },
        { path: 'all.cfg', template: 'base.tpl', format: 'equals' },
      ],
    });
    expect(Object.keys(contents(optional, { device: { model: 'A10' } }))).toEqual(['all.cfg']);
  });

  it('keeps what a phone says of itself from making folders', () => {
    const plugin = line({ device: [{ path: 'x/{sn}.cfg', template: 'base.tpl', format: 'equals' }] });
    expect(Object.keys(contents(plugin, { device: { ...device, sn: '../../etc/passwd' } }))).toEqual([
      'x/__.._etc_passwd.cfg',
    ]);
  });

  it('chooses files by line, model, series and protocol', () => {
    const spec = (path: string, more: object) => ({ path, template: 'base.tpl', format: 'equals', ...more });
    const plugin = line({
      device: [
        spec('line', { lines: ['acme-v1'] }),
        spec('other-line', { lines: ['acme-v2'] }),
        spec('model', { models: ['a10'] }),
        spec('series', { models: ['A'] }),
        spec('other', { models: ['B'] }),
        spec('sip', { protocol: 'SIP' }),
        spec('sccp', { protocol: 'SCCP' }),
      ],
    });
    expect(Object.keys(contents(plugin))).toEqual(['line', 'model', 'series', 'sip']);
    expect(Object.keys(contents(plugin, { raw: { protocol: 'SCCP' } }))).toContain('sccp');
  });

  it('looks for templates as the reference does', () => {
    const plugin = line();
    const all = { '001122aabbcc.cfg.tpl': 'file', 'A10.tpl': 'model', 'base.tpl': 'base' };
    const one = (custom: Record<string, string>) => contents(plugin, {}, custom)['001122aabbcc.cfg'];
    expect(one(all)).toBe('file');
    expect(one({ 'A10.tpl': 'model', 'base.tpl': 'base' })).toBe('model');
    expect(one({ 'base.tpl': 'base' })).toBe('base');
    expect(one({ 'B20.tpl': 'no' })).toBe('model=A10\nlamp=on');
    expect(one({ 'A10.tpl': '{% extends "base.tpl" %}' })).toBe('model=A10\nlamp=on');
  });

  it('makes derived values in order, marked safe and escaped for the format', () => {
    const plugin = line({
      derived: [
        { name: 'XX_keys', template: 'keys.tpl' },
        { name: 'XX_count', expression: 'keys|length + 1' },
        { name: 'XX_never', expression: '1 / missing.x()', lines: ['acme-v9'] },
        { name: 'XX_both', expression: 'XX_count * 2' },
      ],
      device: [{ path: '{mac}.xml', template: 'base.tpl', format: 'xml' }],
      templates: {
        'keys.tpl': '{% for k in keys %}<k n="{{ k.position }}">{{ k.label }}</k>{% endfor %}\n',
        'base.tpl': '<a>{{ XX_keys }}|{{ XX_count }}|{{ XX_both }}</a>',
      },
    });
    const raw = {
      funckeys: {
        '10': { type: 'blf', value: '1', label: 'z' },
        '2': { type: 'blf', value: '2', label: 'a<b' },
      },
    };
    expect(contents(plugin, { raw })['001122aabbcc.xml']).toBe(
      '<a><k n="2">a&lt;b</k><k n="10">z</k>|3|6</a>',
    );
  });

  it('completes lines with the values for all lines', () => {
    const plugin = line({
      templates: {
        'base.tpl':
          '{% for l in lines %}{{ l.position }}:{{ l.proxy_ip }}:{{ l.registrar_ip }}:{{ l.auth_username }}:{{ l.voicemail }};{% endfor %}',
      },
    });
    const raw = {
      sip_proxy_ip: '10.0.0.9',
      exten_voicemail: '*98',
      sip_lines: {
        '2': { username: 'b', number: '102' },
        '1': { username: 'a', proxy_ip: '10.0.0.1', auth_username: 'x', voicemail: '*97' },
      },
    };
    expect(contents(plugin, { raw })['001122aabbcc.cfg']).toBe(
      '1:10.0.0.1:10.0.0.1:x:*97;2:10.0.0.9:10.0.0.9:b:*98;',
    );
  });

  it('tells what a line says itself from what holds for all lines', () => {
    const plugin = line({
      templates: {
        'base.tpl':
          "{% for l in lines %}{{ l.voicemail }}{{ '!' if 'voicemail' in l.given }}{{ l.given | length }};{% endfor %}",
      },
    });
    const raw = {
      exten_voicemail: '*98',
      sip_lines: { '1': { voicemail: '*97' }, '2': { voicemail: '', username: null }, '3': null },
    };
    expect(contents(plugin, { raw })['001122aabbcc.cfg']).toBe('*97!1;*980;');
  });

  it('builds the URLs of the phone services only when the platform has them', () => {
    const plugin = line({
      phonebook: { vendor: 'acme', entryPoint: 'lookup', prefix: 'a=1', suffix: 'b=2' },
      templates: {
        'base.tpl': '{{ XX_xivo_phonebook_url }} {{ XX_wazo_phoned_user_service_dnd_enabled_url }}',
      },
    });
    expect(contents(plugin, { raw: { X_xivo_phonebook_ip: '10.0.0.2' } })['001122aabbcc.cfg']).toBe(' ');
    const raw = { X_xivo_phonebook_ip: '10.0.0.2', X_xivo_user_uuid: 'u-1', X_xivo_phonebook_port: 9499 };
    expect(contents(plugin, { raw })['001122aabbcc.cfg']).toBe(
      'http://10.0.0.2:9499/0.1/directories/lookup/default/acme?a=1&xivo_user_uuid=u-1&b=2 ' +
        'http://10.0.0.2:9499/0.1/acme/users/u-1/services/dnd/enable',
    );
  });

  it('tells the template and the line of an error', () => {
    const plugin = line({ templates: { 'base.tpl': 'a\nb {{ missing() }}\n' } });
    expect(render(plugin)).toMatchObject({
      ok: false,
      error: { code: 'template_error', template: 'base.tpl', line: 2 },
    });
  });
});

describe('renderCommon', () => {
  it('renders one file for all, or one for each model that is meant', () => {
    const plugin = line({
      common: [
        { path: 'common.cfg', template: 'base.tpl', format: 'equals' },
        { path: '{model}.cfg', template: 'base.tpl', format: 'equals', models: ['A'] },
        { path: 'none.cfg', template: 'base.tpl', format: 'equals', models: ['C'] },
      ],
    });
    const outcome = renderCommon(plugin, {}, NOW);
    expect(outcome.ok && outcome.value.files.map((file) => [file.path, file.contents])).toEqual([
      ['common.cfg', 'model=\nlamp=off'],
      ['A10.cfg', 'model=A10\nlamp=on'],
    ]);
  });
});
