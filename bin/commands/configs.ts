import type { Command } from 'commander';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../lib/shared/json';
import { ok } from '../../lib/shared/result';
import { apiCommand, needsYes, runOnApi, yesOption } from '../cli/command';
import { changeDocument, emptyDocument, readDocument } from '../cli/document';
import { change, CONFIGS, create, created, documentPath, documentReport, list, read } from '../cli/documents';
import { forEach, summary } from '../cli/each';
import { listOptions, listShape, repeat, texts } from '../cli/list-query';
import { commandGroup } from './command-group';

const changeSchema = z.object({ file: z.string().optional(), set: texts, unset: texts });
const rawConfig = z.object({ raw_config: z.custom<JsonObject>(isJsonObject) });

export function register(program: Command): void {
  const configs = commandGroup(program, 'configs', 'configurations that devices point to and inherit from');

  listOptions(apiCommand(configs, 'list', 'list configs'))
    .option('--selector <json>', 'that match a selector, e.g. {"X_type": "registrar"}')
    .action(async (_options, command: Command) =>
      runOnApi(command, z.object({ ...listShape, selector: z.string().optional() }), ({ api, options }) =>
        list(api, CONFIGS, { ...options, recurse: false }),
      ),
    );

  apiCommand(configs, 'get <id>', 'show one config')
    .option('--raw', 'its raw configuration with everything that it inherits')
    .action(async (id: string, _options, command: Command) =>
      runOnApi(command, z.object({ raw: z.boolean().default(false) }), async ({ api, options }) => {
        if (options.raw) {
          const raw = await api.get(`${documentPath(CONFIGS, id)}/raw`, rawConfig);
          if (!raw.ok) return raw;
          const data = raw.value.raw_config;
          return ok({ data, lines: JSON.stringify(data, null, 2).split('\n') });
        }
        const found = await read(api, CONFIGS, id);
        return found.ok ? ok(documentReport(found.value.document)) : found;
      }),
    );

  changeOptions(apiCommand(configs, 'create', 'make a config')).action(async (_options, command: Command) =>
    runOnApi(command, changeSchema, async ({ api, options }) => {
      const begin = options.file === undefined ? ok(emptyDocument()) : readDocument(options.file);
      const document = begin.ok ? changeDocument(begin.value, options.set, options.unset) : begin;
      return document.ok ? create(api, CONFIGS, document.value) : document;
    }),
  );

  changeOptions(
    apiCommand(configs, 'update <id>', 'change members of a config, or replace it by --file'),
  ).action(async (id: string, _options, command: Command) =>
    runOnApi(command, changeSchema, ({ api, options }) =>
      change(api, CONFIGS, id, (before) => {
        const document = options.file === undefined ? ok(before) : readDocument(options.file);
        return document.ok ? changeDocument(document.value, options.set, options.unset) : document;
      }),
    ),
  );

  apiCommand(configs, 'delete <ids...>', 'delete configs')
    .option('--yes', 'also when it is more than one')
    .action(async (ids: string[], _options, command: Command) =>
      runOnApi(command, z.object(yesOption), async ({ api, options }) => {
        const sure = needsYes(ids.length, options.yes, 'deletes');
        if (!sure.ok) return sure;
        const done = await forEach('delete', ids, (id) => api.call('DELETE', documentPath(CONFIGS, id)));
        return summary(done, ids.length, 'deleted', 'config');
      }),
    );

  apiCommand(configs, 'autocreate', 'make the temporary config of a new phone').action(
    async (_options, command: Command) =>
      runOnApi(command, z.object({}), async ({ api }) => {
        const answer = await api.call('POST', '/0.2/cfg_mgr/autocreate', { body: {} });
        return answer.ok ? created(answer.value.text) : answer;
      }),
  );
}

function changeOptions(command: Command): Command {
  return command
    .option('--file <file>', 'JSON object to begin with, - for standard input')
    .option('--set <path=value>', 'set a member: raw_config.sip_proxy_ip=192.0.2.1', repeat)
    .option('--unset <path>', 'take a member away', repeat);
}
