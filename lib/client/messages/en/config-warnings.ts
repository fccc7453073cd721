import type { ConfigWarningCode } from '../../../domain/configs/config-warning';
import { counter } from '../plural';

const count = counter('en');

/** What a phone is not given as its configuration says it. A sentence may speak of what would be right. */
const sentences: Record<ConfigWarningCode, (expected: string) => string> = {
  unknownParameter: () => 'Left out: there is no such setting. Names of your own begin with X_.',
  switchedOff: (needed) => `Switched off: it needs ${needed}, which has no value that can be used.`,
  noServer: () =>
    'It has no server, so the phone cannot register this line. Give it a proxy_ip, or set sip_proxy_ip for all lines.',
  notUrl: () => 'Not used: this is no http or https address. It is made from ip and http_port.',
  notByPosition: () => 'Left out: this must be an object whose members are named by position.',
  badPosition: () => 'Left out: positions are whole numbers from 1.',
  notObject: () => 'Left out: this must be an object.',
  managerWithoutAddress: () => 'Left out: a call manager needs an ip.',
  keyWithoutType: () => 'Left out: a function key needs a type.',
  keyWithoutValue: () => 'Left out: a function key of this type needs a value.',
  notText: () => 'Left out: this must be a text.',
  notWholeNumber: () => 'Left out: this must be a whole number.',
  outOfRange: (range) => `Left out: this must be in the range ${range}.`,
  notBoolean: () => 'Left out: this must be true or false.',
  notOneOf: (choices) => `Left out: this must be one of ${choices}.`,
  notTimeZone: () => 'Left out: this is no name of a time zone, such as Europe/Paris.',
  notLocale: () => 'Left out: this must be a language and a country, such as fr_FR.',
  notTexts: () => 'Left out: this must be a list of texts.',
};

export const configWarnings = {
  title: (n: number) => `This configuration has ${count(n, 'warning', 'warnings')}`,
  text: 'The phone gets its files all the same, but not everything in them is as it is written here.',
  short: (n: number) => `with ${count(n, 'warning', 'warnings')}`,
  sentences,
};
