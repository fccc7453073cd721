import { listDeviceChoices } from '../../db/console/device-choices';
import { findTemplate, listOwnTemplates, listVersions, type TemplateVersion } from '../../db/templates/edit';
import type {
  CheckTemplate,
  SaveTemplate,
  TemplateCheck,
  TemplateLineView,
  TemplateVersionView,
  TemplateView,
} from '../../domain/console/templates';
import type { PluginLine } from '../../domain/plugins/plugin';
import { scopeOf } from '../../domain/tenants/scope';
import { findLine } from '../../plugins/registry';
import type { RenderedFile } from '../../render/types';
import { appError } from '../../shared/errors';
import { lineDiff } from '../../shared/line-diff';
import { err, ok, type Result } from '../../shared/result';
import { customTemplatesFor } from '../phones/world';
import { changeTemplate } from '../templates/change-template';
import { sourceProblem } from '../templates/check-source';
import { callerOf } from './caller';
import type { ConsoleContext } from './context';
import { renderMasked } from './device-files';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

const NO_LINE = appError('not_found', 'No installed plugin has this name.');
/** Devices that are offered to check a template with. */
const MAX_DEVICES = 200;

export async function listTemplateLines(
  context: ConsoleContext,
  user: SessionUser,
): Promise<TemplateLineView[]> {
  const registry = await context.plugins();
  const own = await listOwnTemplates(context.database.sql, scopeOf(user.tenantId));
  const idOf = (name: string): string => findLine(registry, name)?.id ?? name;
  return [...registry.lines.values()].map((line) => ({
    id: line.id,
    vendor: line.vendor,
    bundled: Object.keys(line.templates).sort(),
    custom: own
      .filter(({ pluginId }) => idOf(pluginId) === line.id)
      .map(({ name, updatedAt }) => ({ name, updatedAt: updatedAt.toISOString() })),
  }));
}

export async function readTemplate(
  context: ConsoleContext,
  user: SessionUser,
  lineId: string,
  name: string,
): Promise<Result<TemplateView>> {
  const line = findLine(await context.plugins(), lineId);
  if (!line) return err(NO_LINE);
  const { database } = context;
  const scope = scopeOf(user.tenantId);
  const names = [line.id, ...line.aliases];
  const [own, versions, devices] = await Promise.all([
    findTemplate(database, scope, names, name),
    listVersions(database.sql, scope, line.id, name),
    listDeviceChoices(database.sql, await userScope(context, user), names, MAX_DEVICES),
  ]);
  return ok({
    line: line.id,
    name,
    source: own?.source ?? null,
    bundled: line.templates[name] ?? null,
    revision: own?.revision ?? null,
    history: versions.map(versionView),
    devices,
  });
}

function versionView({ id, at, actor, username, source }: TemplateVersion): TemplateVersionView {
  return { id, at: at.toISOString(), who: username ?? actor.split(':', 1)[0] ?? actor, source };
}

export async function saveTemplate(
  context: ConsoleContext,
  user: SessionUser,
  lineId: string,
  name: string,
  form: SaveTemplate | { source: null; revision: string },
): Promise<Result<void>> {
  const line = findLine(await context.plugins(), lineId);
  if (!line) return err(NO_LINE);
  return changeTemplate(await context.services(), callerOf(user), { line, name, ...form });
}

/** Reads the text as a template and, with a device, tells what it would change of the device's files. */
export async function checkTemplate(
  context: ConsoleContext,
  user: SessionUser,
  lineId: string,
  { name, source, deviceId }: CheckTemplate,
): Promise<Result<TemplateCheck>> {
  const line = findLine(await context.plugins(), lineId);
  if (!line) return err(NO_LINE);
  const problem = sourceProblem(line, name, source);
  if (problem || deviceId === undefined) return ok({ problem, files: [], unchanged: 0 });
  return compareFiles(context, user, line, { name, source, deviceId });
}

async function compareFiles(
  context: ConsoleContext,
  user: SessionUser,
  line: PluginLine,
  { name, source, deviceId }: CheckTemplate & { deviceId: string },
): Promise<Result<TemplateCheck>> {
  const before = await renderMasked(context, user, deviceId, { line });
  if (!before.ok) return before;
  const present = customTemplatesFor(await context.world(), user.tenantId, line.id);
  const templates = { ...present?.templates, [name]: source };
  // A revision of its own: what a text that nobody has saved does says nothing about those that are.
  const custom = { revision: `trial ${crypto.randomUUID()}`, templates };
  const after = await renderMasked(context, user, deviceId, { line, custom });
  if (!after.ok) return after;
  if (!after.value.ok) {
    const { message, template, line: at } = after.value.error;
    return ok({
      problem: { message, template: template ?? null, line: at ?? null },
      files: [],
      unchanged: 0,
    });
  }
  const old = before.value.ok ? before.value.value.files : [];
  return ok({ problem: null, ...difference(old, after.value.value.files) });
}

function difference(
  before: readonly RenderedFile[],
  after: readonly RenderedFile[],
): Pick<TemplateCheck, 'files' | 'unchanged'> {
  const texts = (files: readonly RenderedFile[]) => new Map(files.map((file) => [file.path, file.contents]));
  const [old, fresh] = [texts(before), texts(after)];
  const files: TemplateCheck['files'] = [];
  let unchanged = 0;
  for (const path of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(path), fresh.get(path)];
    if (was === is) unchanged += 1;
    else {
      const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
      files.push({ path, change, lines: lineDiff(was ?? '', is ?? '') });
    }
  }
  return { files, unchanged };
}
