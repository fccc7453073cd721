import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tftpGet } from '../../../test/fake-phones/tftp-get';
import { TftpProbe, oackFields } from '../../../test/phones/tftp-probe';
import type { Account, AnswerPhones, FileAnswer, TurnedAway } from '../../services/phones/answer';
import { createLogger } from '../../shared/logger';
import { startTftp, type TftpServer } from './server';

const run = promisify(execFile);
const logger = createLogger('test', 'silent');

let server: TftpServer;
let probe: TftpProbe;
let folder: string;
let asked: string[];
let away: TurnedAway[];
let delivered: [string, number][];
const files = new Map<string, Buffer>();

const account: Account = { delivered: (outcome, _status, bytes) => delivered.push([outcome, bytes]) };

function answer(path: string): FileAnswer {
  if (path === 'disk.bin') {
    const content = {
      kind: 'disk' as const,
      file: join(folder, 'disk.bin'),
      size: files.get(path)?.length ?? 0,
    };
    return { kind: 'file', account, file: { content, contentType: '', etag: '', modifiedAt: 0 } };
  }
  const bytes = files.get(path);
  if (path === 'private' || path === 'broken' || path === 'nowhere') {
    return { kind: path === 'private' ? 'refused' : path === 'broken' ? 'error' : 'nowhere', account };
  }
  if (!bytes) return { kind: 'missing', account };
  return {
    kind: 'file',
    account,
    file: { content: { kind: 'bytes', bytes, size: bytes.length }, contentType: '', etag: '', modifiedAt: 0 },
  };
}

let delay = 0;
const phones: AnswerPhones = {
  answer(request) {
    asked.push(request.path);
    if (delay === 0) return answer(request.path);
    return new Promise((done) => setTimeout(() => done(answer(request.path)), delay));
  },
  turnedAway: (what) => away.push(what),
};

beforeEach(async () => {
  [asked, away, delivered, delay] = [[], [], [], 0];
  folder = mkdtempSync(join(tmpdir(), 'offhook-tftp-'));
  files.set('a.cfg', Buffer.from('x'.repeat(1300)));
  files.set('even.cfg', randomBytes(1024));
  files.set('empty.cfg', Buffer.alloc(0));
  files.set('disk.bin', randomBytes(300_000));
  writeFileSync(join(folder, 'disk.bin'), files.get('disk.bin') ?? '');
  server = await startTftp({ host: '127.0.0.1', port: 0, phones, logger });
  probe = await TftpProbe.open(server.port);
});

afterEach(async () => {
  probe.close();
  await server.close(0);
  rmSync(folder, { recursive: true, force: true });
});

/** Null: the server refused. */
async function fetchFile(path: string, options?: Record<string, number>): Promise<Buffer | null> {
  return (await tftpGet({ host: '127.0.0.1', port: server.port, path, options })).bytes;
}

describe('a plain transfer', () => {
  it('sends blocks of 512 bytes from a port of its own and ends with a short one', async () => {
    expect(await fetchFile('/a.cfg')).toEqual(files.get('a.cfg'));
    await expect.poll(() => delivered).toEqual([['served', 1300]]);
    expect(asked).toEqual(['a.cfg']);
    expect(server.stats().transfers).toBe(0);
  });

  it('ends a file of whole blocks with one empty block and then is silent', async () => {
    expect(await fetchFile('even.cfg')).toEqual(files.get('even.cfg'));
    expect(await fetchFile('empty.cfg')).toEqual(Buffer.alloc(0));
    expect(await probe.next(300)).toBeNull();
  });

  it('sends nothing for a late copy of the last acknowledgement', async () => {
    probe.request('empty.cfg');
    const only = await probe.next();
    probe.ack(1, only?.from.port ?? 0);
    probe.ack(1, only?.from.port ?? 0);
    expect(await probe.next(300)).toBeNull();
  });

  it('rolls block numbers over', async () => {
    const large = randomBytes(8 * 66_000 + 3);
    files.set('large.bin', large);
    expect((await fetchFile('large.bin', { blksize: 8 }))?.equals(large)).toBe(true);
  }, 30_000);

  it('reads from disk', async () => {
    expect((await fetchFile('disk.bin'))?.equals(files.get('disk.bin') ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('loss and repetition', () => {
  it('sends a block again when it is not acknowledged, with growing pauses', async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    const started = Date.now();
    const second = await probe.next(2_000);
    expect(second?.number).toBe(1);
    expect(second?.body).toEqual(first?.body);
    expect(Date.now() - started).toBeGreaterThan(800);
    expect(await probe.next(1_500)).toBeNull(); // the second pause is longer
    expect((await probe.next(1_500))?.number).toBe(1);
  }, 10_000);

  it("is no sorcerer's apprentice: a repeated acknowledgement makes nothing be sent again", async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    const port = first?.from.port ?? 0;
    probe.ack(1, port);
    expect((await probe.next())?.number).toBe(2);
    probe.ack(1, port);
    probe.ack(1, port);
    expect(await probe.next(300)).toBeNull();
    probe.ack(2, port);
    expect((await probe.next())?.number).toBe(3);
    probe.ack(1, port); // an old one
    expect(await probe.next(300)).toBeNull();
  });

  it('answers a repeated request with the first packet again and asks the service once', async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    probe.request('a.cfg');
    const again = await probe.next();
    expect(again?.from.port).toBe(first?.from.port);
    expect(again?.number).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('does not think twice about a request that is repeated while it thinks', async () => {
    delay = 200;
    probe.request('a.cfg');
    probe.request('a.cfg');
    expect((await probe.next())?.number).toBe(1);
    expect(await probe.next(400)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('takes a late acknowledgement of the transfer before for what it is', async () => {
    for (let n = 0; n < 40; n += 1) {
      probe.request('a.cfg');
      let packet = await probe.next();
      const port = packet?.from.port ?? 0;
      probe.ack(3, port);
      for (const block of [1, 2, 3]) {
        expect(packet).toMatchObject({ opcode: 3, number: block });
        probe.ack(block, port);
        if (block < 3) packet = await probe.next();
      }
      probe.ack(3, port);
    }
    await expect.poll(() => delivered.length).toBe(40);
    expect(delivered.every(([outcome]) => outcome === 'served')).toBe(true);
  });

  it('gives a client that uses its port again another transfer', async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    probe.request('even.cfg');
    const second = await probe.next();
    expect(second?.from.port).not.toBe(first?.from.port);
    expect(second?.body).toEqual(files.get('even.cfg')?.subarray(0, 512));
  });
});

describe('strangers and nonsense', () => {
  it('tells a stranger error 5 and goes on with the client', async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    const port = first?.from.port ?? 0;
    const stranger = await TftpProbe.open(server.port);
    stranger.ack(1, port);
    expect(await stranger.next()).toMatchObject({ opcode: 5, number: 5 });
    stranger.raw(Buffer.from([0, 5, 0, 0, 0]), port);
    expect(await stranger.next(200)).toBeNull(); // errors are not answered
    stranger.close();
    probe.ack(1, port);
    expect((await probe.next())?.number).toBe(2);
  });

  it.each([
    ['an acknowledgement of what was not sent', Buffer.from([0, 4, 0, 9]), 4],
    ['data', Buffer.from([0, 3, 0, 1, 1]), 4],
    ['half a packet', Buffer.from([0, 4, 0]), 0],
  ])('ends a transfer at %s', async (_name, packet, code) => {
    probe.request('a.cfg');
    const first = await probe.next();
    const port = first?.from.port ?? 0;
    probe.ack(1, port);
    expect((await probe.next())?.number).toBe(2);
    probe.raw(packet, port);
    expect(await probe.next()).toMatchObject({ opcode: 5, number: code });
    expect(server.stats().transfers).toBe(0);
  });

  it('ends a transfer when the client says so', async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    probe.raw(Buffer.from([0, 5, 0, 0, 0]), first?.from.port);
    expect(await probe.next(1_500)).toBeNull();
    expect(delivered).toEqual([['error', 0]]);
  });

  it.each([
    ['netascii', 'a.cfg', 'netascii', 1, 0, 'mode not supported'],
    ['a write request', 'a.cfg', 'octet', 2, 0, 'WRQ not supported'],
    ['a way out of the root', '../etc/passwd', 'octet', 1, 1, 'Invalid filename'],
    ['a missing file', 'none.cfg', 'octet', 1, 1, 'File not found'],
    ['a stranger', 'nowhere', 'octet', 1, 1, 'Nowhere to route this request'],
    ['a file of somebody else', 'private', 'octet', 1, 2, 'Access violation'],
    ['a fault', 'broken', 'octet', 1, 0, 'Internal processing error'],
  ])('refuses %s', async (_name, path, mode, opcode, code, text) => {
    probe.request(path, {}, mode, opcode);
    const packet = await probe.next();
    expect(packet).toMatchObject({ opcode: 5, number: code });
    expect(packet?.body.toString()).toBe(`${text}\0`);
    expect(packet?.from.port).toBe(server.port);
  });

  it('accepts the mode in any case', async () => {
    probe.request('a.cfg', {}, 'OcTeT');
    expect((await probe.next())?.opcode).toBe(3);
  });

  it.each([
    ['no final zero', Buffer.concat([Buffer.from([0, 1]), Buffer.from('a.cfg\0octet')])],
    ['an option without value', Buffer.concat([Buffer.from([0, 1]), Buffer.from('a.cfg\0octet\0blksize\0')])],
    ['no mode', Buffer.concat([Buffer.from([0, 1]), Buffer.from('a.cfg\0')])],
    ['one byte', Buffer.from([0])],
    ['an acknowledgement on the well-known port', Buffer.from([0, 4, 0, 1])],
    [
      'a request of 2,000 bytes',
      Buffer.concat([Buffer.from([0, 1]), Buffer.from(`${'a'.repeat(2000)}\0octet\0`)]),
    ],
  ])('passes over %s', async (_name, packet) => {
    probe.raw(packet);
    expect(await probe.next(150)).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('options', () => {
  it('agrees on block size, size and timeout and waits for the acknowledgement of that', async () => {
    probe.request('a.cfg', { blksize: 1000, tsize: 0, timeout: 3, unknown: 'x' });
    const oack = await probe.next();
    expect(oack?.opcode).toBe(6);
    expect(oack && oackFields(oack)).toEqual({ blksize: '1000', tsize: '1300', timeout: '3' });
    expect(await probe.next(300)).toBeNull();
    probe.ack(0, oack?.from.port ?? 0);
    const data = await probe.next();
    expect(data?.body.length).toBe(1000);
  });

  it.each<Record<string, string | number>>([
    { blksize: 7 },
    { blksize: 65_465 },
    { blksize: 'x' },
    { timeout: 0 },
    { windowsize: 0 },
    { multicast: '' },
  ])('leaves out %o and answers with data', async (options) => {
    probe.request('a.cfg', options);
    const packet = await probe.next();
    expect(packet?.opcode).toBe(3);
    expect(packet?.body.length).toBe(512);
  });

  it('keeps to the timeout that was agreed', async () => {
    probe.request('a.cfg', { timeout: 2 });
    await probe.next();
    expect(await probe.next(1_500)).toBeNull();
    expect((await probe.next(1_000))?.opcode).toBe(6);
  }, 10_000);

  it('sends windows, goes on after a gap, and resends a lost first block once', async () => {
    const bytes = randomBytes(512 * 9 + 10);
    files.set('window.bin', bytes);
    probe.request('window.bin', { windowsize: 4 });
    const oack = await probe.next();
    const port = oack?.from.port ?? 0;
    const numbers = async (count: number): Promise<(number | undefined)[]> => {
      const seen = [];
      for (let i = 0; i < count; i += 1) seen.push((await probe.next())?.number);
      return seen;
    };
    probe.ack(0, port);
    expect(await numbers(4)).toEqual([1, 2, 3, 4]);
    probe.ack(2, port); // 3 was lost
    expect(await numbers(4)).toEqual([3, 4, 5, 6]);
    probe.ack(2, port); // the first block of the window was lost
    probe.ack(2, port);
    expect(await numbers(4)).toEqual([3, 4, 5, 6]);
    expect(await probe.next(300)).toBeNull();
    probe.ack(6, port);
    expect(await numbers(4)).toEqual([7, 8, 9, 10]);
    probe.ack(10, port);
    await expect.poll(() => delivered).toEqual([['served', bytes.length]]);
  });
});

describe('many at once', () => {
  it('serves 300 clients together', async () => {
    const got = await Promise.all(Array.from({ length: 300 }, () => fetchFile('a.cfg')));
    expect(got.every((bytes) => bytes?.equals(files.get('a.cfg') ?? Buffer.alloc(0)))).toBe(true);
    await expect.poll(() => server.stats()).toEqual({ transfers: 0, dropped: 0 });
  });

  it('drops requests beyond its bounds', async () => {
    await server.close(0);
    server = await startTftp({ host: '127.0.0.1', port: 0, phones, logger, maxTransfersPerSource: 2 });
    const probes = await Promise.all(Array.from({ length: 3 }, () => TftpProbe.open(server.port)));
    for (const each of probes) each.request('a.cfg');
    const answers = await Promise.all(probes.map((each) => each.next(300)));
    expect(answers.filter((packet) => packet === null)).toHaveLength(1);
    expect(server.stats()).toEqual({ transfers: 2, dropped: 1 });
    probes.forEach((each) => each.close());
  });

  it('lets transfers finish when it closes, and takes no new ones', async () => {
    probe.request('a.cfg');
    const first = await probe.next();
    const closing = server.close(5_000);
    const late = await TftpProbe.open(server.port);
    late.request('a.cfg');
    expect((await late.next())?.body.toString()).toBe('service unavailable\0');
    late.close();
    for (const block of [1, 2, 3]) {
      probe.ack(block, first?.from.port ?? 0);
      if (block < 3) expect((await probe.next())?.number).toBe(block + 1);
    }
    await closing;
    expect(delivered).toEqual([['served', 1300]]);
  });
});

describe('real clients', () => {
  const target = (name: string): string => join(folder, `got-${name}`);

  it('tftp-hpa', async () => {
    await run('tftp', ['-m', 'octet', '127.0.0.1', String(server.port), '-c', 'get', 'a.cfg', target('hpa')]);
    expect(readFileSync(target('hpa'))).toEqual(files.get('a.cfg'));
  });

  it.each([
    ['plain', []],
    ['with options', ['--option', 'blksize 1428', '--option', 'tsize', '--option', 'windowsize 8']],
  ])('atftp %s', async (name, options) => {
    await run('atftp', [
      ...options,
      '--get',
      '-r',
      'disk.bin',
      '-l',
      target(name),
      '127.0.0.1',
      String(server.port),
    ]);
    expect(readFileSync(target(name)).equals(files.get('disk.bin') ?? Buffer.alloc(0))).toBe(true);
  });

  it('curl, which asks for block size, size and timeout', async () => {
    await run('curl', [
      '-sf',
      '--tftp-blksize',
      '1024',
      '-o',
      target('curl'),
      `tftp://127.0.0.1:${server.port}/disk.bin`,
    ]);
    expect(readFileSync(target('curl')).equals(files.get('disk.bin') ?? Buffer.alloc(0))).toBe(true);
    await expect(run('curl', ['-sf', `tftp://127.0.0.1:${server.port}/none`])).rejects.toMatchObject({
      code: 68,
    });
  });
});
