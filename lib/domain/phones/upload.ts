import type { UploadSpec } from '../plugins/schema';

/** What is kept of the files that phones send. Above what phones send, far below what could hurt. */
export const UPLOAD_LIMITS = {
  /** Of one file. Polycom's logs are at most 1 MB, and there is no vendor with larger ones. */
  fileBytes: 2 * 1024 * 1024,
  /** Of one device; older ones make room. */
  deviceFiles: 20,
  deviceBytes: 8 * 1024 * 1024,
  /** Of all devices together; beyond it nothing new is taken. */
  totalBytes: 512 * 1024 * 1024,
  /** Bodies that are read at one time. */
  atOnce: 8,
} as const;

export interface NewUpload {
  deviceId: string;
  /** Path as the phone wrote it, decoded, below the root. */
  name: string;
  kind: UploadSpec['kind'];
  contentType: string | null;
  contents: Buffer;
  ip: string;
  userAgent: string | null;
}

/** `full`: the limit for all devices together; `gone`: the device was deleted meanwhile. */
export type UploadResult = 'created' | 'replaced' | 'full' | 'gone';
