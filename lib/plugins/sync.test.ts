import { expect, it } from 'vitest';
import { findLine, readRegistry } from './registry';

const registry = await readRegistry(['plugins']);

/** As the stock plugins of these names do it. */
it.each([
  ['wazo-yealink-v86', 'check-sync'],
  ['wazo-polycom-5.9.2', 'check-sync'],
  ['wazo-cisco-spa-7.5.5', 'check-sync'],
  ['wazo-cisco-sip-12.0.7', 'check-sync'],
  ['wazo-cisco-ata190-1.2.2', 'check-sync'],
  ['wazo-cisco-sip-9.3', 'service-control'],
  ['wazo-snom-10.1.215.13', 'check-sync;reboot=false'],
  ['wazo-snom-8.7.5.35', 'check-sync;reboot=false'],
  ['wazo-snom-dect-07.40.0104', 'check-sync;reboot=true'],
  ['wazo-alcatel-2.13.02', 'check-sync'],
  ['wazo-alcatel-2.01.10', null],
  ['wazo-gigaset-N510', 'check-sync'],
  ['wazo-gigaset-C470', null],
  ['wazo-cisco-sccp-9.4', null],
  ['wazo-jitsi-1', null],
])('phones of %s are notified with the event %s', (name, event) => {
  const sync = findLine(registry, name)?.sync;
  expect(sync?.method).toBe(event === null ? 'none' : 'sip_notify');
  if (sync?.method === 'sip_notify') expect(sync.event).toBe(event);
});

it('says why for every line whose phones can not be notified', () => {
  const silent = [...registry.lines.values()].flatMap(({ id, sync }) =>
    sync.method === 'none' ? [[id, sync.reason.length > 20]] : [],
  );
  expect(silent.length).toBeGreaterThan(0);
  expect(silent.filter(([, explained]) => !explained)).toEqual([]);
});
