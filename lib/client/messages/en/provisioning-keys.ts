import { counter } from '../plural';

const count = counter('en');

export const provisioningKeys = {
  title: 'Provisioning keys',
  text: 'The secret part of the URL that phones of a tenant use. A key opens the files of its own tenant and of phones that nobody has claimed.',
  off: 'Keys are not in use',
  offText:
    'Phones reach their files without a key. To ask for keys, give every tenant one, start Offhook with OFFHOOK_HTTP_AUTH_STRATEGY=url_key, and give phones the URL with their key.',
  missing: (n: number) => `${count(n, 'tenant', 'tenants')} with phones but without a key`,
  missingText: 'Their phones get no files until they have one.',
  search: 'Search tenants…',
  column: { tenant: 'Tenant', key: 'Key', phones: 'Phones', actions: 'Actions' },
  master: 'master tenant',
  set: 'Set',
  none: 'None',
  create: 'Create',
  createFor: (name: string) => `Create a key for ${name}`,
  change: 'Change',
  changeFor: (name: string) => `Change the key of ${name}`,
  show: 'Show',
  showFor: (name: string) => `Show the key of ${name}`,
  changeTitle: (name: string) => `Key of ${name}`,
  changeText:
    'Phones that have the old key get no files any more, until DHCP or an administrator gives them the new URL.',
  generate: 'Make a new one',
  own: 'Use this one',
  remove: 'Take it away',
  keyLabel: 'Key of your own',
  keyHint: '8 to 256 letters, digits or - $ ~ .',
  keyInvalid: 'A key has 8 to 256 letters, digits or - $ ~ .',
  keyTaken: 'Another tenant has this key.',
  saved: 'The key was changed.',
  removed: 'The tenant has no key any more.',
  shownTitle: (name: string) => `Key of ${name}`,
  shownText: 'That it was shown is in the audit log.',
  keyName: 'Key',
  urlName: 'URL of its phones',
  done: 'Done',
  noMatch: 'No tenant matches',
};
