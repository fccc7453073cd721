import { describe, expect, it } from 'vitest';
import { freeBuffer } from './free-buffer';

describe('freeBuffer', () => {
  it('leaves nothing of a buffer of its own', () => {
    const buffer = Buffer.allocUnsafeSlow(50_000);
    freeBuffer(buffer);
    expect(buffer.length).toBe(0);
  });

  it('gives memory back at once, without the garbage collector', async () => {
    freeBuffer(Buffer.allocUnsafeSlow(1)); // the port is made once
    await new Promise((done) => setImmediate(done)); // its other end has closed
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 100; i += 1) freeBuffer(Buffer.allocUnsafeSlow(1_000_000));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  it('leaves alone what shares its memory', () => {
    const whole = Buffer.from('abcdef');
    const part = whole.subarray(1, 3);
    freeBuffer(part);
    expect(part.toString()).toBe('bc');
    expect(whole.toString()).toBe('abcdef');
  });
});
