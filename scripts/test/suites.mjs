import fs from 'node:fs';
import { conformanceSuites } from './conformance.mjs';

const bin = (name) => `node_modules/${name}`;

/** A tool that is content or not: one test. */
const check = (name, ...command) => ({ name, stage: 'checks', command, count: 'exit code' });

/** A project of vitest.config.ts. */
const vitest = (name, stage = name) => ({
  name,
  stage,
  command: [
    bin('vitest/vitest.mjs'),
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=.cache/test/${name}.json`,
  ],
  count: 'vitest',
});

/**
 * What `npm test` runs, in this order. `stage`: suites of the same stage run two at a time. `command` is run by Node.
 * `count` says how to learn how many tests ran; a suite that ran none has failed.
 */
export const suites = [
  check('types', bin('typescript/bin/tsc'), '--noEmit', '-p', '.'),
  check('lint', bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'),
  check('format', bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  check(
    'boundaries',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    ...existing('lib', 'bin', 'components', 'app'),
  ),
  check('unused', bin('knip/bin/knip.js'), '--no-progress'),
  vitest('unit'),
  vitest('db'),
  vitest('protocol'),
  vitest('system'),
  vitest('replay'),
  vitest('fuzz', 'replay'),
  {
    name: 'e2e',
    stage: 'e2e',
    command: [bin('@playwright/test/cli.js'), 'test', '--reporter=line,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: '.cache/test/e2e.json' },
    count: 'playwright',
  },
  { name: 'simulate', stage: 'simulate', command: ['scripts/test/simulate.mjs'], count: 'exit code' },
  ...conformanceSuites(),
];

function existing(...folders) {
  return folders.filter((folder) => fs.existsSync(folder));
}
