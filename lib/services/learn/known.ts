import { identifierRules } from '../../plugins/identifier-rules';
import type { PluginRegistry } from '../../plugins/registry';
import type { Known } from './propose';

/** The rules of the installed families and the requests that they are tested with. */
export function knownOf(registry: Pick<PluginRegistry, 'families'>): Known {
  return {
    families: identifierRules(registry),
    fixtures: [...registry.families.values()].flatMap(({ source }) =>
      (source.fixtures?.value ?? []).map(({ request, expect }) => ({
        vendor: expect?.vendor ?? null,
        request,
      })),
    ),
  };
}
