import type { FamilyRules } from '../identify/identifier';
import type { PluginRegistry } from './registry';

/** The identification rules of the families that have any. */
export function identifierRules(registry: Pick<PluginRegistry, 'families'>): FamilyRules[] {
  return [...registry.families.values()].flatMap(({ id, identify }) =>
    identify ? [{ family: id, file: identify }] : [],
  );
}
