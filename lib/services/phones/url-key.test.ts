import { describe, expect, it } from 'vitest';
import type { PhoneRequest } from './answer';
import { stripUrlKey, withoutKey } from './url-key';

function request(target: string, path: string): PhoneRequest {
  return { protocol: 'http', method: 'GET', target, path, ip: '192.0.2.1', userAgent: '', headers: [] };
}
const tenants = new Map([['hash of secret-12', 'tenant']]);
const strip = (target: string, path: string) =>
  stripUrlKey(request(target, path), (key) => `hash of ${key}`, tenants);

describe('the provisioning key of a request', () => {
  it.each([
    ['/secret-12/a.cfg', 'secret-12/a.cfg', 'a.cfg', '/a.cfg'],
    ['/secret-12/dir/a.cfg?x=/y', 'secret-12/dir/a.cfg', 'dir/a.cfg', '/dir/a.cfg?x=/y'],
    ['//secret-12/a.cfg', 'secret-12/a.cfg', 'a.cfg', '/a.cfg'],
    ['/%73ecret-12/a.cfg', 'secret-12/a.cfg', 'a.cfg', '/a.cfg'],
    ['/secret-12/', 'secret-12/', '', '/'],
    ['/secret-12', 'secret-12', '', '/'],
    ['/secret-12?x', 'secret-12', '', '/?x'],
  ])('is taken from %s', (target, path, left, leftTarget) => {
    expect(strip(target, path)).toMatchObject({
      tenantId: 'tenant',
      request: { path: left, target: leftTarget },
    });
  });

  it.each([
    ['/', ''],
    ['/a.cfg', 'a.cfg'],
    ['/Secret-12/a.cfg', 'Secret-12/a.cfg'],
    ['/dir/secret-12/a.cfg', 'dir/secret-12/a.cfg'],
  ])('is not in %s', (target, path) => expect(strip(target, path)).toBeNull());

  it.each([
    ['/old-secret/a.cfg', '/…/a.cfg'],
    ['//old-secret/a.cfg?k=1', '//…/a.cfg?k=1'],
    ['/%6fld-secret/a.cfg', '/…/a.cfg'],
    ['/old-secret', '/…'],
    ['/old-secret?x=/y', '/…?x=/y'],
    ['http://host/old-secret/a', '…'],
    ['/001565aabbcc.cfg', '/001565aabbcc.cfg'],
    ['/y000000000028.cfg', '/y000000000028.cfg'],
    ['/dms/a.cfg', '/dms/a.cfg'],
    ['/', '/'],
  ])('of %s is told as %s', (target, told) => expect(withoutKey(target)).toBe(told));
});
