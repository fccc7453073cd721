import type { DeliveryAttempt, DeliveryState, WebhookEvent } from './webhook';

/** Times are ISO 8601. */
export interface WebhookView {
  id: string;
  tenantId: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  enabled: boolean;
  /** Why Offhook itself disabled it. */
  disabledReason: 'gone' | 'failing' | null;
  /** Attempts in a row that failed. */
  failures: number;
  /** No attempt before this: the address did not answer. */
  pausedUntil: string | null;
  /** Events that it was not told of because too many waited already. */
  dropped: number;
  pending: number;
  /** Of the last 24 hours. */
  delivered: number;
  failed: number;
  lastEventAt: string | null;
  createdAt: string;
}

/** The key is shown when it is made, and never again. */
export interface CreatedWebhook extends WebhookView {
  secret: string;
}

export interface DeliveryView {
  id: string;
  eventId: string;
  event: string;
  state: DeliveryState;
  attempts: number;
  /** Of the next attempt; null: there is none. */
  nextAt: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** The body as it is sent. */
  payload: string;
  /** The latest last. */
  log: DeliveryAttempt[];
}

export interface DeliveryPage {
  rows: DeliveryView[];
  /** Give it as `before` to go on; null: nothing older. */
  next: string | null;
}
