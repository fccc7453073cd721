import { mapSecrets, REDACTED } from '../../domain/configs/secret-paths';
import type { DeviceFiles, PhoneFileView } from '../../domain/console/device-detail';
import { withUrlKey } from '../../domain/settings/url-key';
import type { PluginLine } from '../../domain/plugins/plugin';
import { findLine } from '../../plugins/registry';
import type { CustomTemplates } from '../../render/custom-templates';
import type { Rendering } from '../../render/render-device';
import type { RenderedFile, RenderFailure } from '../../render/types';
import { plainObject } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { customTemplatesFor } from '../phones/world';
import type { ConsoleContext } from './context';
import { loadConfiguration, mergedLayers, type DeviceConfiguration } from './device-config';
import { noDevice } from './devices';
import type { SessionUser } from './sign-in';

const NO_KEY = 'The tenant has no provisioning key, so its phones can have no URL.';

/** What is other than it is stored, for a trial. */
interface Trial {
  line: PluginLine;
  custom?: CustomTemplates;
}

/**
 * The files of a device, rendered now. Unless `revealed`, secrets are replaced before rendering, so that no form of
 * them (escaped, encoded, hashed) is in what is shown.
 */
export async function readFiles(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  revealed = false,
): Promise<Result<DeviceFiles>> {
  const loaded = await loadConfiguration(context, user, deviceId);
  if (!loaded) return noDevice();
  const { plugin } = plainObject(loaded.device.document);
  if (typeof plugin !== 'string' || plugin === '') return ok({ state: 'none', reason: 'no_plugin' });
  if (!loaded.config) return ok({ state: 'none', reason: 'no_config' });
  const line = findLine((await context.world()).registry, plugin);
  if (!line) return ok({ state: 'none', reason: 'unknown_plugin' });
  const rendering = await renderLoaded(context, loaded, { line }, revealed);
  if (!rendering.ok) {
    const { message, template, line: at } = rendering.error;
    return ok({ state: 'error', message, template: template ?? null, line: at ?? null });
  }
  return ok({ state: 'ready', masked: !revealed, files: rendering.value.files.map(fileView) });
}

/** The files that a device would have, without its secrets. */
export async function renderMasked(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  trial: Trial,
): Promise<Result<Result<Rendering, RenderFailure>>> {
  const loaded = await loadConfiguration(context, user, deviceId);
  return loaded ? ok(await renderLoaded(context, loaded, trial, false)) : noDevice();
}

async function renderLoaded(
  context: ConsoleContext,
  { device: record, layers }: DeviceConfiguration,
  { line, custom }: Trial,
  revealed: boolean,
): Promise<Result<Rendering, RenderFailure>> {
  const device = plainObject(record.document);
  const plain = mergedLayers(layers);
  const world = await context.world();
  const key = world.keyByTenant.get(record.tenantId);
  const { urlKeys } = (await context.services()).server;
  const raw = urlKeys ? withUrlKey(plain, revealed || !key ? key : REDACTED) : plain;
  if (raw === null) return err({ code: 'template_error', message: NO_KEY });
  return context.render.device(
    line,
    {
      pluginId: line.id,
      device: revealed ? device : mapSecrets(device, () => REDACTED),
      rawConfig: revealed ? raw : mapSecrets(raw, () => REDACTED),
      now: new Date().toISOString(),
    },
    custom ?? customTemplatesFor(world, record.tenantId, line.id),
    'phone',
  );
}

function fileView(file: RenderedFile): PhoneFileView {
  return {
    path: file.path,
    alsoServedAs: file.alsoServedAs,
    contentType: file.contentType,
    encoding: file.encoding,
    sensitive: file.sensitive,
    bytes: Buffer.byteLength(
      file.contents,
      file.encoding === 'iso-8859-1' ? 'latin1' : file.encoding === 'utf-16le' ? 'utf16le' : 'utf8',
    ),
    contents: file.contents,
    language: languageOf(file),
  };
}

function languageOf({ contentType, contents }: RenderedFile): PhoneFileView['language'] {
  if (/\bxml\b/.test(contentType) || /^\s*<[?!a-z]/i.test(contents)) return 'xml';
  if (/\bjson\b/.test(contentType)) return 'json';
  return /^\s*[\w.[\]#-]+\s*[=:]/m.test(contents) ? 'ini' : 'text';
}
