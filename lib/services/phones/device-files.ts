import type { RenderProblem } from '../../domain/phones/write';
import type { Dependencies } from './epochs';
import type { StoredFile } from './file-store/stored-file';

/** One file of a device, or of a line, under all its names. */
export interface FileOfDevice {
  /** Paths as phones see them, the file's own first. */
  paths: readonly string[];
  contentType: string;
  sensitive: boolean;
  trigger: boolean;
  /** When contents last became other ones (ms, whole seconds). */
  modifiedAt: number;
  stored: StoredFile;
}

/** What the last rendering of a device gave. */
export interface DeviceFiles extends Dependencies {
  files: readonly FileOfDevice[];
  /** Tick of the clock before the inputs were read. */
  epoch: number;
  /** Tick up to which it is known to be current. */
  currentAt: number;
  /** Stands for the SIP accounts and call managers in it: files with other ones are never given in their place. */
  accounts: string;
  /** SIP user of the first line. */
  sipUsername: string | null;
  /** When it was last asked for (minutes since 1970); 0: not since this process runs. */
  servedAt: number;
}

/** Why a device has no current files. */
export interface NoFiles {
  reason: 'no_plugin' | 'no_config' | 'failed';
  epoch: number;
  problem: RenderProblem | null;
  /** Of a failed rendering: what `DeviceFiles.accounts` would have been, and what it depended on. */
  accounts: string | null;
  dependencies: Dependencies;
}

export function fileAt(files: readonly FileOfDevice[], path: string): FileOfDevice | undefined {
  for (const file of files) if (file.paths.includes(path)) return file;
  return undefined;
}
