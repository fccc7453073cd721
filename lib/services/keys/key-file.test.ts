import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureKeyFile, readKeyFile } from './key-file';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-key-file-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('the key file', () => {
  it('is made once', () => {
    const file = path.join(folder, 'keys.json');
    const made = ensureKeyFile(file);
    expect(made).toMatchObject({ ok: true, value: { created: true } });
    expect(ensureKeyFile(file)).toEqual({
      ok: true,
      value: { keys: made.ok ? made.value.keys : null, created: false },
    });
  });

  it.each([
    ['made', ensureKeyFile],
    ['read', readKeyFile],
  ])('is not %s where there is no folder, which OFFHOOK_DATA_DIR may name', (_what, open) => {
    const file = path.join(folder, 'none/keys.json');
    expect(open(file)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/no folder .*\/none .*OFFHOOK_DATA_DIR.*OFFHOOK_KEY_FILE/) },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('tells where the disk takes none', () => {
    fs.writeFileSync(path.join(folder, 'file'), '');
    expect(ensureKeyFile(path.join(folder, 'file/keys.json'))).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/can't be made \(ENOTDIR\).*OFFHOOK_KEY_FILE/) },
    });
  });
});
