import { mapSecrets, REDACTED } from '../../domain/configs/secret-paths';
import type { DeviceFiles, PhoneFileView } from '../../domain/console/device-detail';
import { mergeInto } from '../../domain/configs/merge';
import { findLine } from '../../plugins/registry';
import type { RenderedFile } from '../../render/types';
import type { JsonObject } from '../../shared/json';
import { plainObject } from '../../shared/json-text';
import { ok, type Result } from '../../shared/result';
import { customTemplatesFor } from '../phones/world';
import type { ConsoleContext } from './context';
import { loadConfiguration } from './device-config';
import { noDevice } from './devices';
import type { SessionUser } from './sign-in';

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
  const device = plainObject(loaded.device.document);
  if (typeof device.plugin !== 'string' || device.plugin === '')
    return ok({ state: 'none', reason: 'no_plugin' });
  if (!loaded.config) return ok({ state: 'none', reason: 'no_config' });
  const world = await context.world();
  const line = findLine(world.registry, device.plugin);
  if (!line) return ok({ state: 'none', reason: 'unknown_plugin' });
  const raw = loaded.layers.reduce<JsonObject>((merged, layer) => mergeInto(merged, layer.raw), {});
  const rendering = await context.render.device(
    line,
    {
      pluginId: line.id,
      device: revealed ? device : mapSecrets(device, () => REDACTED),
      rawConfig: revealed ? raw : mapSecrets(raw, () => REDACTED),
      now: new Date().toISOString(),
    },
    customTemplatesFor(world, loaded.device.tenantId, line.id),
    'phone',
  );
  if (!rendering.ok) {
    const { message, template, line: at } = rendering.error;
    return ok({ state: 'error', message, template: template ?? null, line: at ?? null });
  }
  return ok({ state: 'ready', masked: !revealed, files: rendering.value.files.map(fileView) });
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
