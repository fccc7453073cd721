import { expect, it } from 'vitest';
import { decodeUtf8 } from './utf8';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? part : part)));

it('decodes UTF-8, with or without a byte order mark', () => {
  expect(decodeUtf8(bytes('café €😀\n'))).toEqual({ ok: true, value: 'café €😀\n' });
  expect(decodeUtf8(bytes([0xef, 0xbb, 0xbf], 'é'))).toEqual({ ok: true, value: 'é' });
  expect(decodeUtf8(bytes('\ufffd is a character too'))).toMatchObject({ ok: true });
  expect(decodeUtf8(bytes())).toEqual({ ok: true, value: '' });
});

it.each([
  ['Latin-1', bytes('é\nb\ncaf', [0xe9], '\nd'), 3],
  ['Latin-1 with the line breaks of Windows', bytes('a\r\ncaf', [0xe9], '\r\nd'), 2],
  ['Latin-1 with the line breaks of old Macs', bytes('a\rb\rcaf', [0xe9]), 3],
  ['UTF-16', bytes([0xff, 0xfe], Buffer.from('a\nb', 'utf16le').toString('latin1')), 1],
  ['a character that is cut off', bytes('a\n', [0xe2, 0x82]), 2],
  ['a longer spelling than needed', bytes('\n', [0xc0, 0xaf]), 2],
  ['a longer spelling of three bytes', bytes('\n', [0xe0, 0x80, 0xaf]), 2],
  ['half of a pair', bytes('\n\n', [0xed, 0xa0, 0x80]), 3],
  ['more than Unicode has', bytes([0xf4, 0x90, 0x80, 0x80], '\n'), 1],
])('names the first line that is not: %s', (_, sent, line) => {
  expect(decodeUtf8(sent)).toEqual({ ok: false, error: line });
});
