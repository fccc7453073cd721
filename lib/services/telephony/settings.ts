import { z } from 'zod';
import type { Store, WriteStore } from '../../db/changes';
import { findSetting, saveSetting } from '../../db/settings/settings';
import { SETTING_KEYS } from '../../domain/settings/keys';
import { telephonySettings, type TelephonySettings } from '../../domain/telephony/settings';
import { everywhere } from '../../domain/tenants/scope';
import type { AmiServer } from '../../sip/ami';

/** What is stored of the telephony server: null when none is connected. */
export async function readTelephony(
  store: Store,
  masterTenant: string,
): Promise<{ settings: TelephonySettings | null; secret: string | null }> {
  const scope = everywhere(masterTenant);
  const settings = telephonySettings.safeParse(await findSetting(store, scope, SETTING_KEYS.telephony));
  const secret = z.string().safeParse(await findSetting(store, scope, SETTING_KEYS.telephonySecret));
  return { settings: settings.success ? settings.data : null, secret: secret.success ? secret.data : null };
}

/** `settings` null: no server is connected any more, and its secret is forgotten. */
export async function writeTelephony(
  store: WriteStore,
  masterTenant: string,
  settings: TelephonySettings | null,
  secret: string | null | undefined,
): Promise<void> {
  const scope = everywhere(masterTenant);
  await saveSetting(store, scope, SETTING_KEYS.telephony, settings);
  if (secret !== undefined)
    await saveSetting(store, scope, SETTING_KEYS.telephonySecret, secret, { secret: true });
}

export function amiServerOf(settings: TelephonySettings, secret: string): AmiServer {
  return { ...settings, secret };
}
