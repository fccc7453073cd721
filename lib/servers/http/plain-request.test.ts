import { describe, expect, it } from 'vitest';
import { PlainRequests, plainHeaders, plainText } from './plain-request';

const text = (lines: readonly string[]): string => lines.join('\r\n') + '\r\n\r\n';
const read = (...lines: string[]): unknown => new PlainRequests(1).read(text(lines));

describe('a plain request', () => {
  it('tells its target, its headers and the address that the proxy gives', () => {
    const request = new PlainRequests(1).read(
      text([
        'GET /a%20b.cfg?x=1 HTTP/1.1',
        'Host: 192.0.2.1:8667',
        'user-agent:  Yealink SIP-T46S 66.86.0.15 \t',
        'X-Forwarded-For: 192.0.2.9, 192.0.2.10',
        'Connection: Keep-Alive',
      ]),
    );
    expect(request).toMatchObject({
      target: '/a%20b.cfg?x=1',
      headers: { userAgent: 'Yealink SIP-T46S 66.86.0.15', ifNoneMatch: '', range: '' },
      forwarded: '192.0.2.10',
    });
  });

  it('believes no proxy unless told to', () => {
    const asked = text(['GET /a HTTP/1.1', 'Host: x', 'X-Forwarded-For: 192.0.2.9']);
    expect(new PlainRequests(0).read(asked)?.forwarded).toBeNull();
  });

  it('is remembered by its bytes, with what was noted', () => {
    const requests = new PlainRequests(0);
    const asked = text(['GET /a HTTP/1.1', 'Host: x']);
    const first = requests.read(asked);
    expect(requests.read(asked)).toBe(first);
    for (let i = 0; i < 20_000; i += 1) requests.read(text([`GET /${i} HTTP/1.1`, 'Host: x']));
    expect(requests.read(asked)).not.toBe(first);
  });

  it('keeps the header list that the service identifies by', () => {
    const asked = text(['GET /a HTTP/1.1', 'Host: x', 'User-Agent:a:b ', 'Empty:']);
    expect(plainHeaders(asked)).toEqual(['Host', 'x', 'User-Agent', 'a:b', 'Empty', '']);
  });
});

describe('what is not sure to be plain is left to the parser:', () => {
  it.each([
    ['a body', ['GET /a HTTP/1.1', 'Host: x', 'Content-Length: 5']],
    ['a body in chunks', ['GET /a HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked']],
    ['an upgrade', ['GET /a HTTP/1.1', 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade']],
    ['an end of the connection', ['GET /a HTTP/1.1', 'Host: x', 'Connection: close']],
    ['a condition', ['GET /a HTTP/1.1', 'Host: x', 'If-None-Match: "a"']],
    ['a range', ['GET /a HTTP/1.1', 'Host: x', 'Range: bytes=0-1']],
    ['an expectation', ['GET /a HTTP/1.1', 'Host: x', 'Expect: 100-continue']],
    ['no host', ['GET /a HTTP/1.1', 'User-Agent: x']],
    ['two hosts', ['GET /a HTTP/1.1', 'Host: x', 'Host: y']],
    ['a space before the colon', ['GET /a HTTP/1.1', 'Host: x', 'Content-Length : 5']],
    ['a folded line', ['GET /a HTTP/1.1', 'Host: x', ' Content-Length: 5']],
    ['a control character', ['GET /a HTTP/1.1', 'Host: x', 'A: b\u0000']],
    ['a lone line feed', ['GET /a HTTP/1.1', 'Host: x', 'A: b\nContent-Length: 5']],
    ['a lone carriage return', ['GET /a HTTP/1.1', 'Host: x', 'A: b\rContent-Length: 5']],
    ['HTTP/1.0', ['GET /a HTTP/1.0', 'Host: x']],
    ['an absolute address', ['GET http://x/a HTTP/1.1', 'Host: x']],
    ['another method', ['GETS /a HTTP/1.1', 'Host: x']],
    ['a space in the target', ['GET /a b HTTP/1.1', 'Host: x']],
    ['two requests', ['GET /a HTTP/1.1', 'Host: x', '', 'GET /b HTTP/1.1', 'Host: x']],
    ['too many headers', ['GET /a HTTP/1.1', 'Host: x', ...Array.from({ length: 64 }, (_, i) => `A${i}: b`)]],
    ['a long target', [`GET /${'a'.repeat(2_048)} HTTP/1.1`, 'Host: x']],
  ])('%s', (_, lines) => {
    expect(read(...lines)).toBeNull();
  });

  it('half a request, a long one, another first word', () => {
    expect(read('GET /a HTTP/1.1', 'Host: x')).not.toBeNull();
    expect(new PlainRequests(1).read('GET /a HTTP/1.1\r\nHost: x\r\n')).toBeNull();
    expect(plainText(Buffer.from('POST /a HTTP/1.1\r\nHost: x\r\n\r\n'))).toBeNull();
    expect(plainText(Buffer.from(`GET /a HTTP/1.1\r\nA: ${'a'.repeat(5_000)}\r\n\r\n`))).toBeNull();
    expect(plainText(Buffer.from('GET '))).toBeNull();
  });
});
