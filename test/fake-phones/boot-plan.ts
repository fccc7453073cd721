import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootFile, type BootFile } from '../../lib/domain/plugins/boot';
import { readJson5 } from '../../lib/plugins/read-json5';
import type { PluginProblem } from '../../lib/plugins/problem';
import type { PluginLine } from '../../lib/domain/plugins/plugin';
import type { PluginRegistry } from '../../lib/plugins/registry';

/** A phone as it leaves its box, with all that it will say and ask for. */
export interface PhonePlan {
  family: string;
  model: string;
  /** Normal form. */
  mac: string;
  /** Address that it asks from; null: whatever the system chooses. */
  ip: string | null;
  userAgent: string | null;
  /** DHCP options, code to text. */
  options: Record<string, string>;
  requests: { via: 'http' | 'tftp'; path: string; needed: boolean }[];
}

/** How the phones of a family start. Throws when the family has no `boot.json5` or it is wrong. */
export async function readBoot(pluginsFolder: string, family: string): Promise<BootFile> {
  const path = join(pluginsFolder, family, 'boot.json5');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`The family ${family} has no boot.json5 in ${join(pluginsFolder, family)}.`);
  });
  const problems: PluginProblem[] = [];
  const boot = readJson5('boot.json5', text, bootFile, problems);
  if (!boot) throw new Error(`${path}: ${problems.map((p) => `line ${p.line}: ${p.message}`).join('; ')}`);
  return boot.value;
}

/** The `serial`-th phone of a family: always the same one for the same seed. */
export function planPhone(
  family: string,
  boot: BootFile,
  registry: PluginRegistry,
  serial: number,
  seed: number,
  ip: string | null,
): PhonePlan {
  const models = Object.entries(boot.models);
  const [model, firmware] = models[serial % models.length] ?? ['', ''];
  const number = (seed * 65_536 + serial) & 0xffffff;
  const tail = number.toString(16).padStart(6, '0');
  const mac = `${boot.oui}:${tail.replace(/(..)(?=.)/g, '$1:')}`;
  const names = namesOf(mac, model, firmware, modelVars(registry, family, model));
  const fill = (text: string) =>
    text.replace(/\{([\w.:-]+)\}/g, (whole, name: string) => names.get(name) ?? whole);
  return {
    family,
    model,
    mac,
    ip,
    userAgent: boot.userAgent ? fill(boot.userAgent) : null,
    options: Object.fromEntries(Object.entries(boot.dhcp).map(([code, text]) => [code, fill(text)])),
    requests: boot.requests.map((request) => ({ ...request, path: fill(request.path) })),
  };
}

function namesOf(
  mac: string,
  model: string,
  firmware: string,
  vars: PluginLine['vars'],
): Map<string, string> {
  const digits = mac.replaceAll(':', '');
  const names = new Map([
    ['mac', digits],
    ['MAC', digits.toUpperCase()],
    ['mac:', mac],
    ['MAC-', mac.toUpperCase().replaceAll(':', '-')],
    ['mac_', mac.replaceAll(':', '_')],
    ['model', model],
    ['model_', model.replace(/^([A-Za-z]+)(\d)/, '$1_$2')],
    ['firmware', firmware],
    ['sn', digits.slice(6).toUpperCase()],
  ]);
  for (const [name, value] of Object.entries(vars)) {
    if (typeof value === 'string' || typeof value === 'number') names.set(`vars.${name}`, String(value));
  }
  return names;
}

function modelVars(registry: PluginRegistry, family: string, model: string): PluginLine['vars'] {
  for (const line of registry.lines.values()) {
    const known = line.family === family ? line.models[model] : undefined;
    if (known) return known.vars;
  }
  return {};
}
