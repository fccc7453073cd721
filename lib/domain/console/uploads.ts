import type { UPLOAD_KINDS } from '../plugins/schema';

/** A file that a phone has sent. Times are ISO 8601. */
export interface UploadView {
  id: string;
  name: string;
  kind: (typeof UPLOAD_KINDS)[number];
  bytes: number;
  ip: string;
  userAgent: string | null;
  /** How often it was sent; the newest is kept. */
  count: number;
  firstAt: string;
  receivedAt: string;
}
