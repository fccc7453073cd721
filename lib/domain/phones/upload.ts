import type { UploadSpec } from '../plugins/schema';

/** What is kept of the files that phones send. */
export interface UploadLimits {
  /** Of one file. */
  fileBytes: number;
  /** Of one device; older ones make room. */
  deviceFiles: number;
  deviceBytes: number;
  /** Of all devices together; beyond it nothing new is taken. */
  totalBytes: number;
  /** Bodies that are read at one time. */
  atOnce: number;
}

/** Above what phones send (Polycom's logs, the largest known, have 1 MB at most), far below what could hurt. */
export const UPLOAD_LIMITS: UploadLimits = {
  fileBytes: 2 * 1024 * 1024,
  deviceFiles: 20,
  deviceBytes: 8 * 1024 * 1024,
  totalBytes: 512 * 1024 * 1024,
  atOnce: 8,
};

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
