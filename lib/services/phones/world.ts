import type { World } from '../../db/phones/read-world';
import { baseRawConfig } from '../../domain/settings/base-raw-config';
import type { TenantParents } from '../../domain/tenants/lineage';
import type { PluginLine } from '../../domain/plugins/plugin';
import { createIdentifier, type Identifier } from '../../identify/identifier';
import { identifierRules } from '../../plugins/identifier-rules';
import { findLine, type PluginRegistry } from '../../plugins/registry';
import type { CustomTemplates } from '../../render/custom-templates';
import type { JsonObject } from '../../shared/json';

/** What comes from the environment and stays for the life of the process. */
export interface FixedSettings {
  /** `OFFHOOK_PUBLIC_URL`; null: the stored setting. */
  publicUrl: string | null;
  tftpPort: number;
}

/** Everything small that requests are judged by. Replaced as a whole when something in it changes. */
export interface PhoneWorld {
  masterTenant: string;
  tenantParents: TenantParents;
  registry: PluginRegistry;
  identifier: Identifier;
  lines: readonly PluginLine[];
  /** Bottom layer of every flattening. */
  baseRaw: JsonObject;
  /** Parameter `NAT`: several phones may share an address. */
  nat: boolean;
  tenantByKeyHash: ReadonlyMap<string, string>;
  keyByTenant: ReadonlyMap<string, string>;
  /** By tenant and canonical line id. */
  templates: ReadonlyMap<string, CustomTemplates>;
}

export function buildWorld(stored: World, registry: PluginRegistry, fixed: FixedSettings): PhoneWorld {
  return {
    masterTenant: stored.masterTenant,
    registry,
    identifier: createIdentifier(identifierRules(registry)),
    lines: [...registry.lines.values()],
    ...settingsOf(stored, fixed),
    templates: templatesOf(stored, registry),
  };
}

/** The same world with what was read again from the database. */
export function updateWorld(world: PhoneWorld, stored: World, fixed: FixedSettings): PhoneWorld {
  return {
    ...world,
    masterTenant: stored.masterTenant,
    ...settingsOf(stored, fixed),
    templates: templatesOf(stored, world.registry),
  };
}

function settingsOf(
  stored: World,
  fixed: FixedSettings,
): Pick<PhoneWorld, 'baseRaw' | 'nat' | 'tenantByKeyHash' | 'keyByTenant' | 'tenantParents'> {
  const nat = stored.settings.get('NAT');
  return {
    baseRaw: baseRawConfig(stored.settings, fixed),
    nat: nat === 1 || nat === true || nat === '1',
    tenantParents: stored.tenantParents,
    tenantByKeyHash: stored.tenantByKeyHash,
    keyByTenant: stored.keyByTenant,
  };
}

/** A template may name its line by an alias; a tenant without one has those of the master tenant. */
function templatesOf(stored: World, registry: PluginRegistry): Map<string, CustomTemplates> {
  const found = new Map<string, { revision: string; templates: Record<string, string> }>();
  for (const { tenantId, pluginId, name, source, revision } of stored.templates) {
    const key = templateKey(tenantId, findLine(registry, pluginId)?.id ?? pluginId);
    const custom = found.get(key) ?? { revision: '', templates: {} };
    custom.templates[name] = source;
    custom.revision += `${name}:${revision};`;
    found.set(key, custom);
  }
  return found;
}

export function customTemplatesFor(
  world: PhoneWorld,
  tenantId: string,
  lineId: string,
): CustomTemplates | undefined {
  return (
    world.templates.get(templateKey(tenantId, lineId)) ??
    world.templates.get(templateKey(world.masterTenant, lineId))
  );
}

function templateKey(tenantId: string, lineId: string): string {
  return `${tenantId}/${lineId}`;
}
