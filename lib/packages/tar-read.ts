import { Refusal } from './refusal';

export interface TarEntry {
  /** As the archive spells it. */
  name: string;
  type: 'file' | 'folder' | 'link' | 'special';
  size: number;
  /** To be read to its end before the next entry; what is left is skipped. */
  body: AsyncIterable<Buffer>;
}

const BLOCK = 512;
/** Names and sizes that do not fit into a header travel as files before it. */
const MAX_META = 64 * 1024;
const MAX_SIZE = 2 ** 40;

/** The entries of a tar archive: ustar, pax and GNU. Refuses what is none. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const input = new Blocks(source);
  let meta: { path?: string; size?: number } = {};
  for (let first = true; ; first = false) {
    const block = await input.exactly(BLOCK, first);
    if (block === null) {
      if (first) throw new Refusal('the file is no tar archive');
      return;
    }
    if (block.every((byte) => byte === 0)) return;
    checkSum(block);
    const type = String.fromCharCode(block[156] ?? 0);
    const size = meta.size ?? numberAt(block, 124, 12);
    if (!Number.isSafeInteger(size) || size < 0 || size > MAX_SIZE)
      throw new Refusal('the archive is damaged: a size is impossible');
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
      const text = await metaText(input, numberAt(block, 124, 12));
      if (type === 'x') meta = { ...meta, ...paxMembers(text) };
      else if (type === 'L') meta.path = text.replace(/\0.*$/s, '');
      continue;
    }
    const entry = { left: size };
    const kind = kindOf(type, nameOf(block));
    // Links and devices have no contents, whatever their size says.
    if (kind !== 'file') entry.left = 0;
    yield { name: meta.path ?? nameOf(block), type: kind, size: entry.left, body: input.body(entry) };
    for await (const rest of input.body(entry)) void rest;
    await input.exactly((BLOCK - ((kind === 'file' ? size : 0) % BLOCK)) % BLOCK, false);
    meta = {};
  }
}

function kindOf(type: string, name: string): TarEntry['type'] {
  if (type === '0' || type === '\0' || type === '7') return name.endsWith('/') ? 'folder' : 'file';
  if (type === '5') return 'folder';
  return type === '1' || type === '2' ? 'link' : 'special';
}

async function metaText(input: Blocks, size: number): Promise<string> {
  if (!(size >= 0 && size <= MAX_META)) throw new Refusal('the archive is damaged: a name is too long');
  const text = (await input.exactly(size, false))?.toString('utf8') ?? '';
  await input.exactly((BLOCK - (size % BLOCK)) % BLOCK, false);
  return text;
}

/** Lines `<length> <key>=<value>\n`, the length counted in bytes with itself. */
function paxMembers(text: string): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', at, space));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length)
      throw new Refusal('the archive is damaged: an extended header makes no sense');
    const line = bytes.toString('utf8', space + 1, at + length - 1);
    const equals = line.indexOf('=');
    const key = line.slice(0, equals);
    if (key === 'path') found.path = line.slice(equals + 1);
    if (key === 'size') found.size = Number(line.slice(equals + 1));
    at += length;
  }
  return found;
}

function nameOf(block: Buffer): string {
  const name = textAt(block, 0, 100);
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textAt(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** Octal, or base 256 when the first bit is set. */
function numberAt(block: Buffer, at: number, length: number): number {
  const first = block[at] ?? 0;
  if (first & 0x80) {
    let value = first & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + (block[at + i] ?? 0);
    return value;
  }
  const text = textAt(block, at, length).trim();
  return text === '' ? 0 : /^[0-7]+$/.test(text) ? parseInt(text, 8) : Number.NaN;
}

function checkSum(block: Buffer): void {
  const told = numberAt(block, 148, 8);
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : (block[i] ?? 0);
  if (sum !== told) throw new Refusal('the file is no tar archive, or it is damaged');
}

/** Reads a stream in pieces of the wanted size. */
class Blocks {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Null: the stream has ended (only where an entry could begin). */
  async exactly(size: number, first: boolean): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    let have = 0;
    while (have < size) {
      const piece = await this.#some(size - have);
      if (piece === null) {
        if (have === 0 && size === BLOCK) return null;
        throw new Refusal(first ? 'the file is no tar archive' : 'the archive ends too early');
      }
      parts.push(piece);
      have += piece.length;
    }
    return Buffer.concat(parts);
  }

  async *body(entry: { left: number }): AsyncGenerator<Buffer> {
    while (entry.left > 0) {
      const piece = await this.#some(entry.left);
      if (piece === null) throw new Refusal('the archive ends too early');
      entry.left -= piece.length;
      yield piece;
    }
  }

  async #some(atMost: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return null;
      this.#rest = next.value;
    }
    const piece = this.#rest.subarray(0, atMost);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }
}
