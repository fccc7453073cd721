import type { Command } from 'commander';
import { z } from 'zod';
import { associate } from '../../lib/identify/associate';
import { createIdentifier, type Identifier } from '../../lib/identify/identifier';
import type { PluginRegistry } from '../../lib/plugins/registry';
import { answerJsonLines } from './json-lines';
import { openRegistry, pluginsOption } from './plugin-folders';

const id = z.union([z.string(), z.number()]);
const texts = z.record(z.string(), z.string()).default({});

/** `ip` and whatever else a recorder of requests adds is left aside. */
const identifyRequest = z.discriminatedUnion('type', [
  z.object({
    id,
    type: z.literal('http'),
    method: z.string().default('GET'),
    path: z.string(),
    headers: texts,
  }),
  z.object({ id, type: z.literal('tftp'), path: z.string() }),
  z.object({ id, type: z.literal('dhcp'), mac: z.string(), options: texts }),
]);

export function register(program: Command): void {
  program
    .command('identify')
    .description(
      'read JSON Lines {id, type: "http", path, headers}, {id, type: "tftp", path} or {id, type: "dhcp", mac, options} ' +
        'and write {id, vendor, model, version, mac, sn, uuid, plugin, aliases, why} with what was learned',
    )
    .addOption(pluginsOption())
    .action(async (options: { plugins?: string[] }) => {
      const registry = await openRegistry(options.plugins);
      const identifier = createIdentifier(rulesOf(registry));
      for (const { path, message } of identifier.problems)
        process.stderr.write(`identify ${path}: ${message}\n`);
      await answerJsonLines((request) => answer(registry, identifier, request));
    });
}

function rulesOf(registry: PluginRegistry) {
  return [...registry.families.values()].flatMap(({ id: family, identify }) =>
    identify === null ? [] : [{ family, file: identify }],
  );
}

function answer(registry: PluginRegistry, identifier: Identifier, value: unknown): object {
  const request = identifyRequest.safeParse(value);
  if (!request.success) {
    const problem = request.error.issues[0];
    const named = z.object({ id }).safeParse(value);
    const error = `${problem?.path.join('.') ?? ''}: ${problem?.message ?? 'not a request'}`;
    return { id: named.success ? named.data.id : null, error };
  }
  const { identity, families, why } = identifier.identify(request.data);
  const association = associate({ ...identity, families }, [...registry.lines.values()]);
  const plugin =
    association.pluginId === null ? {} : { plugin: association.pluginId, aliases: association.aliases };
  return { id: request.data.id, ...identity, ...plugin, why: { ...why, association: association.why } };
}
