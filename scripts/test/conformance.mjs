import fs from 'node:fs';
import path from 'node:path';

const PARTS = ['names', 'parameters', 'common', 'crash', 'identify'];

/** The comparison with reference values, when OFFHOOK_CONFORMANCE_DIR says where they are. */
export function conformanceSuites() {
  const dir = process.env.OFFHOOK_CONFORMANCE_DIR;
  if (!dir) return [];
  if (!fs.existsSync(path.join(dir, 'compare.mjs'))) {
    console.error(
      `OFFHOOK_CONFORMANCE_DIR is ${dir}, where there is no compare.mjs. Correct it or unset it.`,
    );
    process.exit(2);
  }
  return PARTS.map((part) => ({
    name: `conformance-${part}`,
    stage: 'conformance',
    command: ['scripts/test/conformance-part.mjs', part],
    env: { OFFHOOK_CONFORMANCE_DIR: path.resolve(dir) },
    count: 'exit code',
  }));
}
