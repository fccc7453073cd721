import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { createIdentifier } from '../../identify/identifier';
import { identifierRules } from '../../plugins/identifier-rules';
import { readRegistry } from '../../plugins/registry';
import { recognise, recogniseLease } from './recognise';
import { associationFor } from './update-rules';

const registry = await readRegistry([resolve('plugins')]);
const world = {
  identifier: createIdentifier(identifierRules(registry)),
  lines: [...registry.lines.values()],
};

const lease = (text: string) =>
  recogniseLease(world, { ip: '10.0.0.9', mac: '80:5e:c0:01:02:03', options: { '60': text } });

it('lets a lease that names no model leave the choice of the plugin to the phone', () => {
  const told = lease('yealink');
  expect(told.identity).toMatchObject({ vendor: 'Yealink' });
  expect(associationFor(world, told, null).pluginId).toBe(null);

  const asked = recognise(world, {
    protocol: 'http',
    method: 'GET',
    target: '/805ec0010203.cfg',
    path: '805ec0010203.cfg',
    userAgent: 'Yealink SIP-T46S 66.86.0.15 80:5e:c0:01:02:03',
    ip: '10.0.0.9',
    headers: ['User-Agent', 'Yealink SIP-T46S 66.86.0.15 80:5e:c0:01:02:03'],
  });
  expect(associationFor(world, asked, null).pluginId).toBe('yealink-v86');
});

it('takes the plugin of a model that a lease names', () => {
  expect(associationFor(world, lease('Cisco Systems, Inc. IP Phone CP-7941G\0'), null).pluginId).toBe(
    'cisco-sccp-9.4',
  );
});
