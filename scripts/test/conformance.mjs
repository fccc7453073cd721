import fs from 'node:fs';
import path from 'node:path';

const PARTS = ['names', 'parameters', 'common', 'crash', 'identify'];

/** The comparison with reference values and the checks of the REST API, when OFFHOOK_CONFORMANCE_DIR says where they are. */
export function conformanceSuites() {
  const dir = process.env.OFFHOOK_CONFORMANCE_DIR;
  if (!dir) return [];
  if (!fs.existsSync(path.join(dir, 'compare.mjs'))) {
    console.error(
      `OFFHOOK_CONFORMANCE_DIR is ${dir}, where there is no compare.mjs. Correct it or unset it.`,
    );
    process.exit(2);
  }
  const suite = (name, ...command) => ({
    name: `conformance-${name}`,
    stage: 'conformance',
    command,
    env: { OFFHOOK_CONFORMANCE_DIR: path.resolve(dir) },
    count: 'exit code',
  });
  return [
    ...PARTS.map((part) => suite(part, 'scripts/test/conformance-part.mjs', part)),
    suite('rest', 'scripts/test/conformance-rest.mjs'),
  ];
}
