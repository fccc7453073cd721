import { describe, expect, it } from 'vitest';
import { growthPercent } from './heap-growth';

const MB = 1024 * 1024;

describe('growthPercent', () => {
  it('lets 40 MB of garbage gather', () => {
    expect(growthPercent(50 * MB)).toBe(80);
    expect(growthPercent(80 * MB)).toBe(50);
  });
  it('lets a large heap grow by 40 %, and a small one double', () => {
    expect(growthPercent(1000 * MB)).toBe(40);
    expect(growthPercent(MB)).toBe(100);
    expect(growthPercent(0)).toBe(100);
  });
});
