import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../lib/packages/definitions';
import { checkGlob } from '../../lib/packages/glob';
import { checkFamily } from '../../lib/plugins/check';
import { BUNDLED } from './family-folder';

/** The packages of the families that come with Offhook; nothing is downloaded. */

const FAMILIES = readdirSync(BUNDLED).filter((name) => existsSync(join(BUNDLED, name, 'firmware.json5')));
const UNPACKS = ['unzip', 'untar', 'unrar', '7z', 'unsign'];

describe.each(FAMILIES)('%s', (name) => {
  it('offers packages whose steps fit together and unpack what is there', async () => {
    const folder = join(BUNDLED, name);
    const { family } = await checkFamily(folder);
    let offered = 0;
    for (const { id } of family?.lines ?? []) {
      for (const { id: packageId, files, steps } of await readDefinitions(folder, id)) {
        offered += 1;
        const names = files.map((file) => file.name);
        for (const { from, operator, args } of steps) {
          if (operator !== 'null')
            (operator === 'cp'
              ? args.slice(0, -1)
              : args.slice(0, UNPACKS.includes(operator) ? 1 : undefined)
            ).forEach(checkGlob);
          if (from === 'a' && UNPACKS.includes(operator))
            expect(names, `${id} ${packageId}`).toContain(args[0]);
        }
      }
    }
    expect(offered).toBeGreaterThan(0);
  });

  it('serves them where the root of the family says', async () => {
    const folder = join(BUNDLED, name);
    const { family } = await checkFamily(folder);
    for (const { id, root } of family?.lines ?? []) {
      if (root === null) continue;
      for (const { id: packageId, steps } of await readDefinitions(folder, id)) {
        const read = new Set(steps.map(({ from }) => from));
        for (const { operator, args } of steps.filter(({ to }) => !read.has(to))) {
          expect(operator, `${id} ${packageId}`).toBe('cp');
          expect(args.at(-1), `${id} ${packageId}`).toMatch(new RegExp(`^${root}/`));
        }
      }
    }
  });
});
