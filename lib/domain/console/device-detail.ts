import type { JsonValue } from '../../shared/json';
import type { DecisionView } from './decision';
import type { DeviceRow } from './device-list';

export interface DeviceDetail extends DeviceRow {
  sn: string | null;
  uuid: string | null;
  configId: string | null;
  /** The device points to a config that is not there. */
  configMissing: boolean;
  /** Created by a request of the phone itself. */
  added: boolean;
  tenant: { id: string; name: string };
  error: { code: string; message: string; template: string | null; line: number | null } | null;
  runningUsername: string | null;
  lastSeenVia: string | null;
  userAgent: string | null;
  fetchedAt: string | null;
  /** Members of the document that Offhook gives no meaning to. */
  extra: Record<string, JsonValue>;
  decision: DecisionView | null;
  updatedAt: string;
  /** Compared on save, so that nobody overwrites what somebody else has just changed. */
  revision: string;
}

export interface PhoneFileView {
  path: string;
  alsoServedAs: string[];
  contentType: string;
  encoding: string;
  sensitive: boolean;
  bytes: number;
  contents: string;
  language: 'xml' | 'json' | 'ini' | 'text';
}

/** The files a phone gets. `masked`: secret values are shown as `REDACTED`. */
export type DeviceFiles =
  | { state: 'ready'; masked: boolean; files: PhoneFileView[] }
  | { state: 'none'; reason: 'no_plugin' | 'unknown_plugin' | 'no_config' }
  | { state: 'error'; message: string; template: string | null; line: number | null };
