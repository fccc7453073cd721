import fs from 'node:fs';
import path from 'node:path';
import { dependenciesAreCurrent } from './dependencies.mjs';
import { fingerprintOf } from './fingerprint.mjs';

const noTests = (file) => !/\.test\.tsx?$/.test(file);
const sources = ['lib', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json'];

/** A step whose output folder holds a stamp: the fingerprint of the inputs that it was made from. */
function stamped({
  name,
  doing,
  remedy = 'Correct the sources and try again.',
  inputs,
  output,
  command,
  env = {},
}) {
  const stamp = path.join(output, '.offhook-stamp');
  const fingerprint = () => fingerprintOf(inputs, noTests);
  return {
    name,
    doing,
    remedy,
    fingerprint,
    command,
    env: () => ({ ...process.env, ...env }),
    isCurrent: () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === fingerprint(),
    record: (value) => fs.writeFileSync(stamp, value),
  };
}

/** In the order in which they depend on one another. */
export const steps = [
  {
    name: 'dependencies',
    doing: 'installing the npm packages (about a minute, once)',
    remedy: 'Check the network and the free disk space, and try again.',
    isCurrent: dependenciesAreCurrent,
    fingerprint: () => '',
    record: () => {},
    // `npm ci` refuses a lock file in which optional packages of other platforms are missing, and registries that do not
    // carry all of those make such files. No install scripts: none is needed, and some download programs.
    command: () => [
      npmCli(),
      'install',
      '--no-save',
      '--include=dev',
      '--include=optional',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
    ],
    // npm hands its own command line down in npm_config_*; what was meant for this run is not meant for that one.
    env: () =>
      Object.fromEntries(
        Object.entries(process.env).filter(
          ([key]) =>
            !/^npm_(config_(omit|only|production|include)|package_)/i.test(key) && key !== 'NODE_ENV',
        ),
      ),
  },
  stamped({
    name: 'database client',
    doing: 'generating the database client',
    inputs: ['prisma', 'prisma.config.ts', 'package-lock.json'],
    output: 'lib/db/generated',
    command: () => ['node_modules/prisma/build/index.js', 'generate'],
  }),
  stamped({
    name: 'programs',
    doing: 'building the programs',
    inputs: [
      ...sources,
      'bin',
      'test/bench',
      'test/fake-phones',
      'test/debian-programs.ts',
      'scripts/build/bundle.mjs',
    ],
    output: 'dist',
    command: () => ['scripts/build/bundle.mjs'],
  }),
  stamped({
    name: 'console',
    doing: 'building the console (about a minute, once)',
    inputs: [
      ...sources,
      'app',
      'components',
      'public',
      'next.config.ts',
      'next.config.js',
      'postcss.config.mjs',
      'proxy.ts',
      'instrumentation.ts',
    ],
    output: '.next',
    command: () => ['node_modules/next/dist/bin/next', 'build'],
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  }),
];

function npmCli() {
  const beside = path.resolve(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return (
    process.env.npm_execpath ?? (fs.existsSync(beside) ? beside : '/usr/share/nodejs/npm/bin/npm-cli.js')
  );
}
