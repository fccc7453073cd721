import { isJsonObject, type JsonObject } from '../shared/json';

/** Stand-in until lib/domain/configs/prepare is there. */
export function preparePluginConfig(raw: JsonObject): { config: JsonObject; warnings: string[] } {
  const config: JsonObject = { sip_srtp_mode: 'disabled', sip_transport: 'udp', ...raw };
  for (const [name, value] of Object.entries(config)) if (value === null) delete config[name];
  if (!isJsonObject(config.sip_lines)) config.sip_lines = {};
  if (!isJsonObject(config.funckeys)) config.funckeys = {};
  if (!isJsonObject(config.sccp_call_managers)) config.sccp_call_managers = {};
  return { config, warnings: [] };
}
