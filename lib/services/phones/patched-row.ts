import type { DeviceIndexRow } from '../../db/phones/load-devices';
import type { DeviceDocument } from '../../db/phones/read-documents';
import { PHONE_KEYS, type PatchWrite } from '../../domain/phones/write';

type Row = Pick<DeviceIndexRow, (typeof PHONE_KEYS)[number] | 'hasConfig'>;

/** What a patch makes of a row, as the database will: see `PatchWrite`. */
export function patchedParts(row: Row, { force, ifAbsent, removeIf }: PatchWrite): Partial<Row> {
  const parts: Partial<Row> = {};
  for (const key of PHONE_KEYS) {
    const absent = key === 'config' ? !row.hasConfig : !row[key];
    if (removeIf[key] !== undefined && row[key] === removeIf[key]) parts[key] = null;
    if (absent && ifAbsent[key] !== undefined) parts[key] = ifAbsent[key];
    if (force[key] !== undefined) parts[key] = force[key];
  }
  return parts.config ? { ...parts, hasConfig: true } : parts;
}

/** A device as the database will have it when these patches have reached it. */
export function patchedDevice(stored: DeviceDocument, patches: readonly PatchWrite[]): DeviceDocument {
  let { row } = stored;
  const document = { ...stored.document };
  for (const patch of patches) {
    const parts = patchedParts(row, patch);
    row = { ...row, ...parts };
    for (const key of PHONE_KEYS) {
      const value = parts[key];
      if (value === null) delete document[key];
      else if (value !== undefined) document[key] = value;
    }
  }
  return { row, document };
}
