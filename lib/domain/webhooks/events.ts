import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../shared/json';
import type { WebhookEvent } from './webhook';

/** Something that happened, as webhooks are told of it. */
export interface FoundEvent {
  /** The same whenever it is found again. */
  id: string;
  type: WebhookEvent;
  tenantId: string;
  data: JsonObject;
}

/** A UUID (version 8, of one's own making) that stands for these words. */
export function eventId(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('\0')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The body of a request: what happened, when it was found, to whom it belongs. */
export function eventBody(event: Omit<FoundEvent, 'type'> & { type: string }, at: Date): string {
  return JSON.stringify({
    type: event.type,
    timestamp: at.toISOString(),
    id: event.id,
    tenant: event.tenantId,
    data: event.data,
  });
}

interface State {
  facts: JsonObject;
  hash: string;
}
/** Members whose change is told by an event of its own, or follows from it. */
const OF_CONFIGURING = ['configured', 'error'];

/** What it means that a device is as it is now. Nothing, when only what nobody is told of has changed. */
export function deviceEvents(
  device: { id: string; tenantId: string; revision: string } & State,
  before: State | null,
): FoundEvent[] {
  const event = (type: WebhookEvent, more: JsonObject = {}): FoundEvent => ({
    id: eventId(type, device.id, device.revision),
    type,
    tenantId: device.tenantId,
    data: { device: device.facts, ...more },
  });
  const configured = isTrue(device.facts.configured);
  if (!before)
    return [event('device.created'), ...(configured ? [event('device.configured', { configured })] : [])];
  const events: FoundEvent[] = [];
  if (configured !== isTrue(before.facts.configured)) events.push(event('device.configured', { configured }));
  const changed = Object.keys(device.facts).filter(
    (name) => !OF_CONFIGURING.includes(name) && !same(device.facts[name], before.facts[name]),
  );
  // Something else in its document: a member that has no name here.
  if (changed.length === 0 && device.hash !== before.hash) changed.push('other');
  if (changed.length > 0)
    events.push(event('device.changed', { changed, before: pick(before.facts, changed) }));
  return events;
}

function pick(facts: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]] as const])),
  );
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true;
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
