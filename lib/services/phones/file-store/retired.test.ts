import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Retired } from './retired';

/** Memory of its own, as contents have. */
const contents = (): Buffer => Buffer.allocUnsafeSlow(1_000).fill('x');

describe('Retired', () => {
  it('leaves contents alone in the turn in which they may be handed out, and takes their memory later', async () => {
    const retired = new Retired();
    const bytes = contents();
    retired.add(bytes);
    await new Promise((done) => setImmediate(done));
    expect(bytes.toString('latin1', 0, 3)).toBe('xxx');
    await delay(200);
    expect(bytes.length).toBe(0);
  });

  it('takes what came while it waited as well', async () => {
    const retired = new Retired();
    const later = contents();
    retired.add(contents());
    await delay(30);
    retired.add(later);
    await delay(200);
    expect(later.length).toBe(0);
  });

  it('never takes what is still being sent', async () => {
    const retired = new Retired();
    const bytes = contents();
    retired.add(bytes);
    retired.pin(bytes);
    await delay(200);
    expect(bytes.length).toBe(1_000);
  });
});
