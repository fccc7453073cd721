import { countDevicesByPluginName } from '../../db/console/plugins';
import type { PluginFamilyView, PluginLineView } from '../../domain/console/plugins';
import type { PluginLine } from '../../domain/plugins/plugin';
import { formatProblem } from '../../plugins/problem';
import { findLine } from '../../plugins/registry';
import type { ConsoleContext } from './context';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** The installed families by vendor, with how many of the user's devices each line configures. */
export async function listPlugins(context: ConsoleContext, user: SessionUser): Promise<PluginFamilyView[]> {
  const registry = await context.plugins();
  const written = await countDevicesByPluginName(context.database.sql, await userScope(context, user));
  const devices = new Map<string, { n: number; names: string[] }>();
  for (const [name, n] of written) {
    const id = findLine(registry, name)?.id;
    if (id === undefined) continue;
    const known = devices.get(id) ?? { n: 0, names: [] };
    devices.set(id, { n: known.n + n, names: [...known.names, name] });
  }
  const families = [...registry.families.values()].map((family): PluginFamilyView => {
    const lines = family.lines.map((line) => lineView(line, devices.get(line.id)));
    return {
      family: family.id,
      vendor: family.vendor,
      description: family.description,
      lines,
      models: new Set(family.lines.flatMap((line) => Object.keys(line.models))).size,
      devices: lines.reduce((sum, line) => sum + line.devices, 0),
      problem: null,
    };
  });
  const broken = registry.problems.flatMap(({ family, problems }): PluginFamilyView[] => {
    const first = problems.find(({ severity }) => severity === 'error');
    if (!first || registry.families.has(family)) return [];
    const nothing = { description: {}, lines: [], models: 0, devices: 0 };
    return [{ family, vendor: family, ...nothing, problem: formatProblem(family, first) }];
  });
  return [...families, ...broken].sort((a, b) => a.vendor.localeCompare(b.vendor, 'en'));
}

function lineView(line: PluginLine, used: { n: number; names: string[] } | undefined): PluginLineView {
  return {
    id: line.id,
    version: line.version,
    firmware: line.firmware,
    description: line.description,
    aliases: line.aliases,
    protocols: [...(line.http ? (['http'] as const) : []), ...(line.tftp ? (['tftp'] as const) : [])],
    models: Object.values(line.models)
      .map(({ name, firmware, capabilities }) => ({ name, firmware, capabilities }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    files: line.deviceFiles.map((file) => ({
      path: line.root ? `${line.root}/${file.path}` : file.path,
      format: file.format,
      sensitive: file.sensitive,
    })),
    devices: used?.n ?? 0,
    names: used?.names ?? [],
  };
}
