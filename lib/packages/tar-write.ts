import { gzipSync } from 'node:zlib';

export interface TarMember {
  /** With slashes; at most 100 bytes, or 255 when a slash divides it into 155 and 100. */
  path: string;
  content: Buffer;
}

const BLOCK = 512;

/**
 * A tar archive (POSIX ustar) that is the same byte for byte whenever the members are: in the order of their names,
 * without times, owners and whatever else a machine would add. Folders come before what they hold.
 */
export function writeTar(members: readonly TarMember[]): Buffer {
  const sorted = [...members].sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = new Set<string>();
  for (const { path } of sorted) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
      folders.add(path.slice(0, at + 1));
  }
  const blocks = [...folders].sort().map((folder) => header(folder, 0, '5'));
  for (const { path, content } of sorted) {
    blocks.push(header(path, content.length, '0'), content, Buffer.alloc(padding(content.length)));
  }
  blocks.push(Buffer.alloc(2 * BLOCK));
  return Buffer.concat(blocks);
}

/** As `writeTar`, packed by gzip, whose header tells neither time nor system. */
export function writeTarGz(members: readonly TarMember[]): Buffer {
  const packed = gzipSync(writeTar(members), { level: 9 });
  packed[9] = 255;
  return packed;
}

function header(path: string, size: number, type: '0' | '5'): Buffer {
  const [prefix, name] = divide(path);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write(type === '5' ? '0000755\0' : '0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1'); // owner
  block.write('0000000\0', 116, 'latin1'); // group
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write('00000000000\0', 136, 'latin1'); // time
  block.write('        ', 148, 'latin1'); // the checksum counts as spaces
  block.write(type, 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(prefix, 345, 155, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function divide(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at > 0 && at < path.length - 1; at = path.indexOf('/', at + 1)) {
    const prefix = path.slice(0, at);
    const name = path.slice(at + 1);
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return [prefix, name];
  }
  throw new Error(`the path is too long for a tar archive: ${path}`);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}
