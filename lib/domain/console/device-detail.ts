import type { JsonValue } from '../../shared/json';
import type { DeviceRow } from './device-list';

/** One step of the explanation of how a device was recognised. */
export interface DecisionView {
  /** What the requests said, with where each piece was read. */
  evidence: { key: string; value: string; source: string | null; rule: string | null }[];
  /** Plugin lines that were considered, the best first. */
  candidates: { plugin: string; score: number | null; reason: string | null; chosen: boolean }[];
  /** Why the chosen one was chosen, or why none was. */
  summary: string | null;
  /** ISO 8601. */
  at: string | null;
}

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

/** The files a phone gets. `masked`: secret values are shown as `SECRET_MASK`. */
export type DeviceFiles =
  | { state: 'ready'; masked: boolean; files: PhoneFileView[] }
  | { state: 'none'; reason: 'no_plugin' | 'unknown_plugin' | 'no_config' }
  | { state: 'error'; message: string; template: string | null; line: number | null };

export const SECRET_MASK = '••••••••';
