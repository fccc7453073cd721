import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { associate } from '../../lib/identify/associate';
import { createIdentifier } from '../../lib/identify/identifier';
import type { IdentifyRequest } from '../../lib/identify/request';
import { identifierRules } from '../../lib/plugins/identifier-rules';
import { readRegistry } from '../../lib/plugins/registry';
import { planPhone, readBoot, type PhonePlan } from './boot-plan';

const FOLDER = resolve('plugins');
const registry = await readRegistry([FOLDER]);
const identifier = createIdentifier(identifierRules(registry));

it.each([...registry.families.keys()])(
  'phones of %s are recognised as what they say they are',
  async (family) => {
    const boot = await readBoot(FOLDER, family);
    const models = Object.keys(boot.models);
    for (const serial of models.keys()) {
      const plan = planPhone(family, boot, registry, serial, 7, '127.16.0.1');
      expect(JSON.stringify(plan)).not.toMatch(/\{[\w.:-]+\}/);
      expect(plan.requests.some((request) => request.needed)).toBe(true);
      expect(decidedFamily(plan)).toEqual({ family, model: models[serial], mac: plan.mac });
    }
  },
);

it('makes the same phone of the same seed and others of others', async () => {
  const boot = await readBoot(FOLDER, 'yealink');
  const plan = (serial: number, seed: number) => planPhone('yealink', boot, registry, serial, seed, null).mac;
  expect(plan(3, 1)).toBe(plan(3, 1));
  expect(new Set([plan(3, 1), plan(4, 1), plan(3, 2)]).size).toBe(3);
});

/** What the server knows of the phone after its lease and its requests, as one identity after the other adds to it. */
function decidedFamily(plan: PhonePlan) {
  const requests: IdentifyRequest[] = [
    { type: 'dhcp', mac: plan.mac, options: plan.options },
    ...plan.requests.map(({ via, path }): IdentifyRequest => {
      const headers = plan.userAgent ? { 'User-Agent': plan.userAgent } : {};
      return via === 'tftp' ? { type: 'tftp', path } : { type: 'http', method: 'GET', path, headers };
    }),
  ];
  const identity = Object.assign({}, ...requests.map((request) => identifier.identify(request).identity));
  const { pluginId } = associate(identity, [...registry.lines.values()]);
  const line = pluginId === null ? undefined : registry.lines.get(pluginId);
  return { family: line?.family, model: identity.model, mac: identity.mac };
}
