import { describe, expect, it } from 'vitest';
import { statusText, type OperationProgress } from './progress';

const step = (part: Partial<OperationProgress>): OperationProgress => ({
  label: null,
  state: 'progress',
  current: null,
  end: null,
  subs: [],
  ...part,
});

describe('the status text of operations', () => {
  it.each([
    [step({}), 'progress'],
    [step({ label: 'update', current: 0 }), 'update|progress;0'],
    [step({ label: 'update', state: 'success', current: 541, end: 0 }), 'update|success;541'],
    [step({ end: 5 }), 'progress'],
    [
      step({ label: 'install', subs: [step({ label: 'download', current: 400, end: 1162 })] }),
      'install|progress(download|progress;400/1162)',
    ],
    [
      step({
        label: 'install_pkg',
        subs: [
          step({ label: 'download', subs: [step({ current: 100, end: 57 })] }),
          step({ label: 'install', state: 'waiting' }),
        ],
      }),
      'install_pkg|progress(download|progress(progress;100/57))(install|waiting)',
    ],
  ])('%#', (progress, text) => expect(statusText(progress)).toBe(text));
});
