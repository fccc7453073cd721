import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pauseAfter, restAfter } from './backoff';
import { isSigned, newSecret, signedHeaders } from './signature';
import { createWebhook } from './webhook';

describe('a signature', () => {
  const secret = newSecret();
  const now = new Date('2026-11-21T08:00:00.500Z');
  const body = '{"type":"device.created"}';
  const headers = signedHeaders(secret, 'event-1', now, body);

  it('is that of the Standard Webhooks specification', () => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update(`event-1.1795248000.${body}`).digest('base64');
    expect(key).toHaveLength(32);
    expect(headers).toEqual({
      'webhook-id': 'event-1',
      'webhook-timestamp': '1795248000',
      'webhook-signature': `v1,${expected}`,
    });
  });

  it('holds for its body, id, key and time alone', () => {
    expect(isSigned(secret, headers, body, now)).toBe(true);
    expect(
      isSigned(
        secret,
        { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` },
        body,
        now,
      ),
    ).toBe(true);
    expect(isSigned(secret, headers, `${body} `, now)).toBe(false);
    expect(isSigned(secret, { ...headers, 'webhook-id': 'event-2' }, body, now)).toBe(false);
    expect(isSigned(newSecret(), headers, body, now)).toBe(false);
    expect(isSigned(secret, headers, body, new Date(now.getTime() + 301_000))).toBe(false);
    expect(isSigned(secret, {}, body, now)).toBe(false);
  });
});

describe('attempts', () => {
  it('come ever later and end', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7].map(pauseAfter);
    expect(pauses).toEqual([...pauses].sort((a, b) => (a ?? 0) - (b ?? 0)));
    expect(pauses).not.toContain(null);
    expect(pauseAfter(8)).toBeNull();
  });
  it('leave an address that does not answer alone, for 15 minutes at most', () => {
    expect([1, 2, 3, 50].map(restAfter)).toEqual([5_000, 10_000, 20_000, 900_000]);
  });
});

describe('the form', () => {
  const form = { name: 'CRM', url: 'https://example.com/hook', events: ['device.created'] };
  it.each([
    [{}, true],
    [{ url: 'http://10.0.0.1:8080/x?y' }, true],
    [{ url: 'ftp://example.com' }, false],
    [{ url: 'https://user:secret@example.com' }, false],
    [{ url: 'javascript:alert(1)' }, false],
    [{ url: '//example.com' }, false],
    [{ events: [] }, false],
    [{ events: ['device.exploded'] }, false],
    [{ name: ' ' }, false],
  ])('%j: %s', (changes, good) =>
    expect(createWebhook.safeParse({ ...form, ...changes }).success).toBe(good),
  );
});
