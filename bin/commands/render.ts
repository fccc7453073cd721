import type { Command } from 'commander';
import { z } from 'zod';
import type { PluginLine } from '../../lib/domain/plugins/plugin';
import { findLine, findLineForModel, type PluginRegistry } from '../../lib/plugins/registry';
import { renderCommon, renderDevice, type Rendering } from '../../lib/render/render-device';
import type { RenderFailure } from '../../lib/render/types';
import type { JsonValue } from '../../lib/shared/json';
import type { Result } from '../../lib/shared/result';
import { answerJsonLines } from './json-lines';
import { openRegistry, pluginsOption } from './plugin-folders';

const jsonObject = z.record(z.string(), z.json());
const base = { id: z.union([z.string(), z.number()]), raw_config: jsonObject, now: z.string().optional() };

/** The files of one device. `plugin` names the line; without it vendor and model choose it. */
const deviceRequest = z.object({
  ...base,
  vendor: z.string(),
  model: z.string().nullish(),
  plugin: z.string().optional(),
  device: jsonObject,
});

/** The files that the devices of one plugin line share. */
const commonRequest = z.object({ ...base, vendor: z.string().optional(), stock_plugin: z.string() });

export function register(program: Command): void {
  program
    .command('render')
    .description(
      'read JSON Lines {id, vendor, model, device, raw_config, now} (or {id, stock_plugin, raw_config} for the ' +
        'files that all devices share) and write {id, plugin, files} or {id, error}',
    )
    .addOption(pluginsOption())
    .action(async (options: { plugins?: string[] }) => {
      const registry = await openRegistry(options.plugins);
      await answerJsonLines((request) => answer(registry, request));
    });
}

function answer(registry: PluginRegistry, request: unknown): object {
  const common = commonRequest.safeParse(request);
  const device = deviceRequest.safeParse(request);
  if (device.success) {
    const { id, vendor, model, plugin, raw_config, now } = device.data;
    const line =
      plugin === undefined ? findLineForModel(registry, vendor, model ?? null) : findLine(registry, plugin);
    if (!line) return { id, error: `no plugin for ${plugin ?? `${vendor} ${model ?? ''}`.trim()}` };
    const input = {
      pluginId: line.id,
      device: device.data.device,
      rawConfig: raw_config,
      now: now ?? isoNow(),
    };
    return present(id, line, renderDevice(line, input));
  }
  if (common.success) {
    const { id, stock_plugin, raw_config, now } = common.data;
    const line = findLine(registry, stock_plugin);
    if (!line) return { id, error: `no plugin ${stock_plugin}` };
    return present(id, line, renderCommon(line, raw_config, now ?? isoNow()));
  }
  const problem = device.error.issues[0];
  return {
    id: idOf(request),
    error: `${problem?.path.join('.') ?? ''}: ${problem?.message ?? 'not a request'}`,
  };
}

function present(id: string | number, line: PluginLine, result: Result<Rendering, RenderFailure>): object {
  if (result.ok) {
    return {
      id,
      plugin: line.id,
      files: result.value.files.map(({ path, contents }) => ({ path, contents })),
    };
  }
  const { message, template, line: at } = result.error;
  const where = template === undefined ? '' : `${template}${at === undefined ? '' : `:${at}`}: `;
  return { id, plugin: line.id, error: where + message };
}

function idOf(request: unknown): JsonValue {
  const parsed = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(request);
  return parsed.success ? parsed.data.id : null;
}

function isoNow(): string {
  return new Date().toISOString();
}
