import { describe, expect, it } from 'vitest';
import type { DeviceDocument } from '../../db/phones/read-documents';
import { Documents } from './documents';
import { Epochs } from './epochs';

function setUp() {
  const asked: string[][] = [];
  const answers: ((failure?: Error) => void)[] = [];
  const documents = new Documents(
    {
      devices: (ids) =>
        new Promise((done, failed) => {
          asked.push([...ids]);
          answers.push((failure) => (failure ? failed(failure) : done(new Map<string, DeviceDocument>())));
        }),
      configs: () => Promise.resolve(new Map()),
    },
    new Epochs(),
  );
  const turn = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)));
  return { documents, asked, answers, turn };
}

describe('Documents', () => {
  it('reads what is asked for in one turn with one statement', async () => {
    const { documents, asked, answers, turn } = setUp();
    const reading = Promise.all([documents.device('a'), documents.device('b'), documents.device('a')]);
    await turn();
    answers[0]?.();
    expect(await reading).toEqual([null, null, null]);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('has one statement under way: what is asked for meanwhile waits for the next, also after a failure', async () => {
    const { documents, asked, answers, turn } = setUp();
    const first = documents.device('a');
    await turn();
    const second = Promise.all([documents.device('b'), documents.device('c')]);
    await turn();
    expect(asked).toEqual([['a']]);
    answers[0]?.(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    expect(asked).toEqual([['a'], ['b', 'c']]);
    answers[1]?.();
    expect(await second).toEqual([null, null]);
    void documents.device('d');
    await turn();
    expect(asked).toHaveLength(3);
  });
});
