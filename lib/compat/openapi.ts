import type { JsonObject, JsonValue } from '../shared/json';
import { PROV } from './responses';
import { toYaml } from './yaml';

type Method = 'get' | 'post' | 'put' | 'delete';

interface Operation {
  summary: string;
  /** The right it needs, in the language of wazo-auth. */
  acl: string;
  /** Status and what it means, beside those that every operation has. */
  answers: Readonly<Record<string, string>>;
  /** Name of the schema of the body. */
  body?: string;
  query?: readonly string[];
  tenant?: true;
}

const LIST_QUERY = ['q', 'q64', 'fields', 'skip', 'limit', 'sort', 'sort_ord'] as const;
const FOUND = { '404': 'There is no such resource, or it is of another tenant.' };
const MADE = {
  '201': 'It was made. Location and body say its id.',
  '400': 'The document is not valid, or its id is used.',
};
const WRITTEN = {
  '204': 'It was written, or was the same already.',
  '400': 'The document is not valid.',
  '412': 'It has another revision than If-Match says.',
};
const STARTED = { '201': 'It was started. Location is the operation to follow.' };

function operations(parent: string, acl: string): Record<string, Partial<Record<Method, Operation>>> {
  return {
    [`${parent}/{number}`]: {
      get: {
        summary: 'How far the work is',
        acl: 'provd.operation.read',
        answers: {
          '200': `Status of ${acl}; with \`?error=true\`, once it has failed, \`error\` says why.`,
          ...FOUND,
        },
      },
      delete: {
        summary: 'Forget the operation; the work goes on',
        acl: 'provd.operation.delete',
        answers: { '204': 'Forgotten.', ...FOUND },
      },
    },
  };
}

function node(summary: string, acl: string): { get: Operation } {
  return { get: { summary, acl, answers: { '200': 'Links to what is below.' } } };
}

function act(
  summary: string,
  acl: string,
  answers: Operation['answers'],
  tenant?: true,
): { post: Operation } {
  return { post: { summary, acl, answers, body: 'Id', tenant } };
}

/** Every path below the version. `openapi.test.ts` holds it against the router. */
export const PATHS: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  '/': node('The managers', 'provd.read'),
  '/status': {
    get: { summary: 'Whether the server works', acl: 'provd.status.read', answers: { '200': 'Its parts.' } },
  },
  '/configure': {
    get: {
      summary: 'The parameters of the server',
      acl: 'provd.configure.read',
      answers: { '200': 'Name, description and value of each.' },
      tenant: true,
    },
  },
  '/configure/{name}': {
    get: {
      summary: 'One parameter',
      acl: 'provd.configure.{tenant_uuid}.{name}.read',
      answers: { '200': 'Its value.', ...FOUND },
      tenant: true,
    },
    put: {
      summary: 'Set a parameter',
      acl: 'provd.configure.{tenant_uuid}.{name}.update',
      body: 'Parameter',
      answers: {
        '204': 'Set.',
        '400': 'The value is not valid.',
        '412': 'It has another value than If-Match says.',
        ...FOUND,
      },
      tenant: true,
    },
  },
  '/dev_mgr': node('The device manager', 'provd.dev_mgr.read'),
  '/dev_mgr/devices': {
    get: {
      summary: 'Devices',
      acl: 'provd.dev_mgr.devices.read',
      query: [...LIST_QUERY, 'recurse'],
      answers: { '200': 'The devices.', '400': 'The selector is not valid.' },
      tenant: true,
    },
    post: {
      summary: 'Make a device',
      acl: 'provd.dev_mgr.devices.create',
      body: 'DeviceBody',
      answers: MADE,
      tenant: true,
    },
  },
  '/dev_mgr/devices/{id}': {
    get: {
      summary: 'A device',
      acl: 'provd.dev_mgr.devices.{id}.read',
      answers: { '200': 'The device.', ...FOUND },
      tenant: true,
    },
    put: {
      summary: 'Replace a device',
      acl: 'provd.dev_mgr.devices.{id}.update',
      body: 'DeviceBody',
      answers: { ...WRITTEN, ...FOUND },
      tenant: true,
    },
    delete: {
      summary: 'Delete a device',
      acl: 'provd.dev_mgr.devices.{id}.delete',
      answers: { '204': 'Deleted.', ...FOUND },
      tenant: true,
    },
  },
  '/dev_mgr/synchronize': act(
    'Make a phone fetch its configuration again',
    'provd.dev_mgr.synchronize.create',
    { ...STARTED, ...FOUND },
    true,
  ),
  ...operations('/dev_mgr/synchronize', 'the synchronization'),
  '/dev_mgr/reconfigure': act(
    'Configure a device again',
    'provd.dev_mgr.reconfigure.create',
    { '204': 'Attempted.', '400': 'There is no such device.' },
    true,
  ),
  '/dev_mgr/dhcpinfo': {
    post: {
      summary: 'Tell about a DHCP lease',
      acl: 'provd.dev_mgr.dhcpinfo.create',
      body: 'DhcpInfo',
      answers: { '204': 'Taken in.', '400': 'It is not valid.' },
    },
  },
  '/cfg_mgr': node('The config manager', 'provd.cfg_mgr.read'),
  '/cfg_mgr/configs': {
    get: {
      summary: 'Configs',
      acl: 'provd.cfg_mgr.configs.read',
      query: LIST_QUERY,
      answers: { '200': 'The configs.', '400': 'The selector is not valid.' },
    },
    post: {
      summary: 'Make a config',
      acl: 'provd.cfg_mgr.configs.create',
      body: 'ConfigBody',
      answers: MADE,
    },
  },
  '/cfg_mgr/configs/{id}': {
    get: {
      summary: 'A config',
      acl: 'provd.cfg_mgr.configs.{id}.read',
      answers: { '200': 'The config.', ...FOUND },
    },
    put: {
      summary: 'Replace a config',
      acl: 'provd.cfg_mgr.configs.{id}.update',
      body: 'ConfigBody',
      answers: { ...WRITTEN, ...FOUND },
    },
    delete: {
      summary: 'Delete a config',
      acl: 'provd.cfg_mgr.configs.{id}.delete',
      answers: { '204': 'Deleted.', '403': 'It is protected.', ...FOUND },
    },
  },
  '/cfg_mgr/configs/{id}/raw': {
    get: {
      summary: 'The parameters of a config with all that they inherit',
      acl: 'provd.cfg_mgr.configs.{id}.raw.read',
      answers: { '200': 'The parameters.', ...FOUND },
    },
  },
  '/cfg_mgr/autocreate': {
    post: {
      summary: 'Make a config from the autocreate template',
      acl: 'provd.cfg_mgr.autocreate.create',
      body: 'Anything',
      answers: { '201': 'It was made.', '400': 'There is no template.' },
    },
  },
  '/pg_mgr': node('The plugin manager', 'provd.pg_mgr.read'),
  '/pg_mgr/plugins': {
    get: { summary: 'The loaded plugins', acl: 'provd.pg_mgr.plugins.read', answers: { '200': 'By id.' } },
  },
  '/pg_mgr/plugins/{id}': node('A plugin', 'provd.pg_mgr.plugins.{id}.read'),
  '/pg_mgr/plugins/{id}/info': {
    get: {
      summary: 'What a plugin is',
      acl: 'provd.pg_mgr.plugins.{id}.info.read',
      answers: { '200': 'Version, description, capabilities.', ...FOUND },
    },
  },
  '/pg_mgr/plugins/{id}/install': node('The packages of a plugin', 'provd.pg_mgr.plugins.{id}.install.read'),
  '/pg_mgr/plugins/{id}/install/installed': {
    get: {
      summary: 'Installed packages',
      acl: 'provd.pg_mgr.plugins.{id}.install.installed.read',
      answers: { '200': 'By id.' },
    },
  },
  '/pg_mgr/plugins/{id}/install/installable': {
    get: {
      summary: 'Packages that can be installed',
      acl: 'provd.pg_mgr.plugins.{id}.install.installable.read',
      answers: { '200': 'By id.' },
    },
  },
  '/pg_mgr/plugins/{id}/install/install': act(
    'Install a package',
    'provd.pg_mgr.plugins.{id}.install.install.create',
    { ...STARTED, '400': 'There is no such package.' },
  ),
  ...operations('/pg_mgr/plugins/{id}/install/install', 'the installation'),
  '/pg_mgr/plugins/{id}/install/upgrade': act(
    'Upgrade a package',
    'provd.pg_mgr.plugins.{id}.install.upgrade.create',
    { ...STARTED, '400': 'There is no such package.' },
  ),
  ...operations('/pg_mgr/plugins/{id}/install/upgrade', 'the upgrade'),
  '/pg_mgr/plugins/{id}/install/uninstall': act(
    'Uninstall a package',
    'provd.pg_mgr.plugins.{id}.install.uninstall.create',
    { '204': 'Uninstalled.', '400': 'It is not installed.' },
  ),
  '/pg_mgr/install': node('The install service', 'provd.pg_mgr.install.read'),
  '/pg_mgr/install/installed': {
    get: {
      summary: 'Installed plugins',
      acl: 'provd.pg_mgr.install.installed.read',
      answers: { '200': 'By id.' },
    },
  },
  '/pg_mgr/install/installable': {
    get: {
      summary: 'Plugins that can be installed',
      acl: 'provd.pg_mgr.install.installable.read',
      answers: { '200': 'By id.' },
    },
  },
  '/pg_mgr/install/update': {
    post: {
      summary: 'Bring the index up to date',
      acl: 'provd.pg_mgr.install.update.create',
      body: 'Anything',
      answers: STARTED,
    },
  },
  ...operations('/pg_mgr/install/update', 'the update'),
  '/pg_mgr/install/install': act('Install a plugin', 'provd.pg_mgr.install.install.create', {
    ...STARTED,
    '400': 'It is unknown or installed.',
  }),
  ...operations('/pg_mgr/install/install', 'the installation'),
  '/pg_mgr/install/upgrade': act('Upgrade a plugin', 'provd.pg_mgr.install.upgrade.create', {
    ...STARTED,
    '400': 'It is not installed.',
  }),
  ...operations('/pg_mgr/install/upgrade', 'the upgrade'),
  '/pg_mgr/install/uninstall': act('Uninstall a plugin', 'provd.pg_mgr.install.uninstall.create', {
    '204': 'Uninstalled.',
    '400': 'It is not installed.',
  }),
  '/pg_mgr/reload': act('Load a plugin again', 'provd.pg_mgr.reload.create', {
    '204': 'Loaded.',
    '400': 'It is not installed.',
  }),
};

const text = { type: 'string' };
const object = { type: 'object' };

const DEFINITIONS: JsonObject = {
  Anything: object,
  Id: { type: 'object', required: ['id'], properties: { id: text } },
  Parameter: {
    type: 'object',
    required: ['param'],
    properties: { param: { type: 'object', required: ['value'], properties: { value: {} } } },
  },
  DeviceBody: {
    type: 'object',
    required: ['device'],
    properties: { device: { $ref: '#/definitions/Device' } },
  },
  Device: {
    type: 'object',
    description: 'Other members are kept as they are.',
    properties: {
      id: text,
      mac: text,
      ip: text,
      sn: text,
      uuid: text,
      vendor: text,
      model: text,
      version: text,
      plugin: text,
      config: text,
      description: text,
      options: object,
      configured: { type: 'boolean', readOnly: true },
      configure_error: {
        type: 'string',
        readOnly: true,
        description: 'Why the last attempt to configure it failed.',
      },
      tenant_uuid: text,
      is_new: { type: 'boolean', readOnly: true },
      remote_state_sip_username: { type: 'string', readOnly: true },
    },
  },
  ConfigBody: {
    type: 'object',
    required: ['config'],
    properties: { config: { $ref: '#/definitions/Config' } },
  },
  Config: {
    type: 'object',
    required: ['parent_ids', 'raw_config'],
    description: 'Other members are kept as they are.',
    properties: {
      id: text,
      parent_ids: { type: 'array', items: text },
      raw_config: object,
      role: text,
      transient: { type: 'boolean' },
      deletable: { type: 'boolean' },
    },
  },
  DhcpInfo: {
    type: 'object',
    required: ['dhcp_info'],
    properties: {
      dhcp_info: {
        type: 'object',
        required: ['op', 'ip'],
        properties: {
          op: { type: 'string', enum: ['commit', 'expiry', 'release'] },
          ip: text,
          mac: text,
          options: {
            type: 'array',
            items: text,
            description: 'Three digits of the code, then bytes in hex joined by dots.',
          },
        },
      },
    },
  },
};

const QUERY: Readonly<Record<string, string>> = {
  q: 'Selector as JSON.',
  q64: 'Selector as base64 of JSON; comes before q.',
  fields: 'Members to give beside the id, joined by commas; dotted paths.',
  skip: 'Documents to leave out at the start.',
  limit: 'Documents to give at most; 0 is no limit.',
  sort: 'Member to sort by; a dotted path.',
  sort_ord: 'ASC or DESC.',
  recurse: 'true: of the tenants below as well.',
};

function parametersOf(path: string, operation: Operation): JsonValue[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  return [
    ...names.map((name) => ({ in: 'path', name, required: true, type: 'string' })),
    ...(operation.query ?? []).map((name) => ({
      in: 'query',
      name,
      required: false,
      type: 'string',
      description: QUERY[name] ?? '',
    })),
    ...(operation.tenant ? [{ in: 'header', name: 'Wazo-Tenant', required: false, type: 'string' }] : []),
    ...(operation.body
      ? [{ in: 'body', name: 'body', required: true, schema: { $ref: `#/definitions/${operation.body}` } }]
      : []),
  ];
}

function describe(path: string, method: string, operation: Operation): JsonObject {
  const answers = { '401': 'The token is missing, unknown or lacks the right.', ...operation.answers };
  return {
    summary: operation.summary,
    description: `**Required ACL:** \`${operation.acl}\``,
    operationId: `${method}${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())}`,
    tags: [path.split('/')[1] || 'root'],
    parameters: parametersOf(path, operation),
    responses: Object.fromEntries(
      Object.entries(answers)
        .sort()
        .map(([status, description]) => [status, { description }]),
    ),
  };
}

const paths = Object.fromEntries(
  Object.entries(PATHS).map(([path, methods]): [string, JsonObject] => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, describe(path, method, operation)]),
    ),
  ]),
);

/** OpenAPI 2.0, in YAML. */
export const OPENAPI_DOCUMENT = toYaml({
  swagger: '2.0',
  info: {
    title: 'Offhook provisioning API',
    description: 'The REST API of wazo-provd, version 0.2.',
    version: '0.2',
  },
  basePath: '/0.2',
  consumes: [PROV],
  produces: [PROV],
  securityDefinitions: { token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } },
  security: [{ token: [] }],
  paths,
  definitions: DEFINITIONS,
}).trimStart();
