import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { nodeOf, type ObjectNode } from '../../lib/shared/json-text';
import { parseMac } from '../../lib/shared/mac';
import { err, ok, type Result } from '../../lib/shared/result';
import { apiCommand, runOnApi } from '../cli/command';
import { changeDocument, emptyDocument, readDocument } from '../cli/document';
import {
  change,
  create,
  deviceVerb,
  DEVICES,
  documentPath,
  documentReport,
  list,
  read,
  targets,
} from '../cli/documents';
import { listOptions, listShape, repeat, selectorOptions, selectorShape, texts } from '../cli/list-query';
import { synchronize } from '../cli/operation';
import { commandGroup } from './command-group';

const IDENTITY = ['id', 'mac', 'ip', 'vendor', 'model', 'version', 'plugin', 'config'] as const;

const changeSchema = z.looseObject({ file: z.string().optional(), set: texts, unset: texts });

export function register(program: Command): void {
  const devices = commandGroup(program, 'devices', 'phones that this server provisions');

  listOptions(selectorOptions(apiCommand(devices, 'list', 'list devices'))).action(
    async (_options, command: Command) =>
      runOnApi(command, z.object({ ...selectorShape, ...listShape }), ({ api, options }) =>
        list(api, DEVICES, options),
      ),
  );

  const get = apiCommand(devices, 'get [id]', 'show one device: by its id, or the one that is selected');
  selectorOptions(get).action(async (id: string | undefined, _options, command: Command) =>
    runOnApi(command, z.object(selectorShape), async ({ api, options }) => {
      const ids = await targets(api, DEVICES, id === undefined ? [] : [id], options, false);
      if (!ids.ok) return ids;
      if (ids.value.length > 1)
        return err(appError('conflict', `${ids.value.length} devices match. Use: offhook devices list`));
      const found = await read(api, DEVICES, ids.value[0] ?? '');
      return found.ok ? ok(documentReport(found.value.document)) : found;
    }),
  );

  changeOptions(apiCommand(devices, 'create', 'make a device')).action(async (_options, command: Command) =>
    runOnApi(command, changeSchema, async ({ api, options }) => {
      const document = options.file === undefined ? ok(emptyDocument()) : readDocument(options.file);
      const changed = document.ok ? apply(document.value, options) : document;
      return changed.ok ? create(api, DEVICES, changed.value) : changed;
    }),
  );

  const update = apiCommand(devices, 'update <id>', 'change members of a device, or replace it by --file');
  changeOptions(update).action(async (id: string, _options, command: Command) =>
    runOnApi(command, changeSchema, ({ api, options }) =>
      change(api, DEVICES, id, (before) => {
        const document = options.file === undefined ? ok(before) : readDocument(options.file);
        return document.ok ? apply(document.value, options) : document;
      }),
    ),
  );

  deviceVerb(devices, {
    name: 'delete',
    description: 'delete devices',
    past: 'deleted',
    harm: 'deletes',
    work: (api, id) => api.call('DELETE', documentPath(DEVICES, id)),
  });
  deviceVerb(devices, {
    name: 'reconfigure',
    description: 'render the files of devices again',
    past: 'reconfigured',
    harm: null,
    work: (api, id) => api.call('POST', '/0.2/dev_mgr/reconfigure', { body: { id } }),
  });
  deviceVerb(devices, {
    name: 'synchronize',
    description: 'have phones fetch their files now',
    past: 'synchronized',
    harm: null,
    work: synchronize,
  });
}

function changeOptions(command: Command): Command {
  command.option('--file <file>', 'JSON object to begin with, - for standard input');
  for (const name of IDENTITY)
    command.option(`--${name} <text>`, name === 'mac' ? 'its MAC address, in any notation' : `its ${name}`);
  return command
    .option('--set <path=value>', 'set a member, also of objects: options.switchboard=true', repeat)
    .option('--unset <path>', 'take a member away', repeat);
}

function apply(document: ObjectNode, options: z.infer<typeof changeSchema>): Result<ObjectNode> {
  const identity = IDENTITY.flatMap((name) => {
    const value = options[name];
    return typeof value === 'string' ? [`${name}=${JSON.stringify(value)}`] : [];
  });
  if (typeof options.mac === 'string' && parseMac(options.mac.trim()) === null)
    return err(appError('invalid', `--mac ${options.mac} is not a MAC address.`));
  const changed = changeDocument(document, [...identity, ...options.set], options.unset);
  return changed.ok ? ok(withNormalMac(changed.value)) : changed;
}

/** The server takes one notation only; people write what is on the label. */
function withNormalMac(document: ObjectNode): ObjectNode {
  const mac = document.members.get('mac');
  const normal = mac?.kind === 'string' ? parseMac(mac.value.trim()) : null;
  if (normal === null) return document;
  return { ...document, members: new Map(document.members).set('mac', nodeOf(normal)) };
}
