import { isIPv4, isIPv6 } from 'node:net';
import type { SyncSpec } from '../domain/plugins/sync';
import type { AmiFields } from './ami';

type NotifySpec = Extract<SyncSpec, { method: 'sip_notify' }>;

/** An endpoint of Asterisk, or the address of a phone that has none of its own. */
export type NotifyTarget = { endpoint: string } | { ip: string };

/**
 * Fields of the action `PJSIPNotify`. Asterisk splits a `Variable` at commas, so none may hold one; `Content` is a line of
 * the body. Null: the target is nothing that a SIP NOTIFY can be sent to.
 */
export function pjsipNotify(spec: NotifySpec, target: NotifyTarget): AmiFields | null {
  const variables = [
    `Event=${spec.event}`,
    ...spec.headers.map(({ name, value }) => `${name}=${value}`),
    ...spec.body.map((line) => `Content=${line}`),
  ];
  const to = addressed(target);
  if (!to || variables.some((variable) => variable.includes(','))) return null;
  return [to, ...variables.map((variable) => ['Variable', variable] as const)];
}

function addressed(target: NotifyTarget): readonly [string, string] | null {
  if ('endpoint' in target)
    return /^[\w.+@~%-]{1,100}$/.test(target.endpoint) ? ['Endpoint', target.endpoint] : null;
  if (isIPv6(target.ip)) return ['URI', `sip:anonymous@[${target.ip}]`];
  return isIPv4(target.ip) ? ['URI', `sip:anonymous@${target.ip}`] : null;
}
