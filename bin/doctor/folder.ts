import fs from 'node:fs';
import type { Env } from '../../lib/env';
import { failure, good, warning, type Finding } from './finding';

const MB = 1_048_576;
/** PostgreSQL stops writing when the disk is full; a day of events of a large fleet has a few hundred MB. */
const FEW_MB = 1_024;
const TOO_FEW_MB = 200;

export function checkFolder({ dataDir }: Env): Finding {
  const check = 'data folder';
  try {
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    return missing
      ? failure(
          check,
          `${dataDir} does not exist.`,
          'Start Offhook once, or set OFFHOOK_DATA_DIR to the folder that it uses.',
        )
      : failure(
          check,
          `${dataDir} can't be written by this user.`,
          'Run this as the user that runs Offhook, or make that user the owner of the folder.',
        );
  }
  return good(check, `${dataDir} can be read and written.`);
}

export function checkKeys({ keyFile }: Env): Finding {
  const check = 'keys';
  const found = fs.statSync(keyFile, { throwIfNoEntry: false });
  if (!found)
    return failure(
      check,
      `There is no key file ${keyFile}.`,
      'Restore it, or correct OFFHOOK_KEY_FILE. The secrets in the database need it.',
    );
  if ((found.mode & 0o077) !== 0)
    return warning(check, `${keyFile} can be read by others.`, `Run: chmod 600 ${keyFile}`);
  return good(check, `${keyFile} belongs to its owner alone.`);
}

export function checkDisk({ dataDir }: Env): Finding {
  const check = 'disk';
  let free: number;
  try {
    const { bavail, bsize } = fs.statfsSync(dataDir);
    free = Math.floor((bavail * bsize) / MB);
  } catch {
    return failure(
      check,
      `How much room ${dataDir} has can't be told.`,
      'See the line about the data folder.',
    );
  }
  return judgeDisk(free);
}

/** `free`: MB. */
export function judgeDisk(free: number): Finding {
  const check = 'disk';
  const remedy = 'Make room, or move OFFHOOK_DATA_DIR to a larger disk.';
  if (free < TOO_FEW_MB) return failure(check, `Only ${free} MB are free.`, remedy);
  if (free < FEW_MB) return warning(check, `${free} MB are free.`, remedy);
  return good(check, `${Math.floor(free / 1_024)} GB are free.`);
}
