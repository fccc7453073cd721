import type { ServedFile } from '../answer';

/**
 * Contents, named by their keyed hash and kept once however many devices have them. They are in memory, on disk or in
 * both; in neither (the disk budget was spent, the disk failed): they have to be rendered again.
 */
export interface StoredFile {
  readonly hash: string;
  readonly size: number;
  bytes: Buffer | null;
  /** Where on disk: the segment, the first byte in it, and how many (sealed) bytes. */
  segment: Segment | null;
  offset: number;
  length: number;
  /** How many files of devices have these contents. */
  users: number;
  /** Was asked for since the last look of the memory's clock hand. */
  recent: boolean;
  /** The answer made of the bytes while they are in memory; gone with them. */
  served: ServedFile | null;
}

/** One file of the disk store. */
export interface Segment {
  readonly id: number;
  readonly descriptor: number;
  /** Bytes written, and those among them of contents that nobody has any more. */
  size: number;
  dead: number;
  readonly live: Set<StoredFile>;
}
