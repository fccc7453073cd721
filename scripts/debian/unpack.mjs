import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PRIVATE_ROOT, PROGRAMS } from './programs.mjs';

const ROOT = path.join(PRIVATE_ROOT, 'root');

/**
 * Downloads packages, with what they need and the system lacks, and unpacks them into the private cache: for a user
 * who may not install. Returns what went wrong, or null.
 */
export function unpackPrivately(packages) {
  const downloads = path.join(PRIVATE_ROOT, 'archives');
  for (const folder of [`${downloads}/partial`, `${PRIVATE_ROOT}/lists/partial`, ROOT])
    fs.mkdirSync(folder, { recursive: true });
  const own = [
    '-o',
    `Dir::State::Lists=${PRIVATE_ROOT}/lists`,
    '-o',
    `Dir::Cache=${PRIVATE_ROOT}`,
    '-o',
    'Debug::NoLocking=1',
  ];
  apt([...own, 'update']);
  const plan = apt([...own, '-s', 'install', '--no-install-recommends', ...packages]);
  if (plan.status !== 0) return plan.stderr.trim();
  const wanted = [...plan.stdout.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+)/gm)].map(
    ([, name, version]) => `${name}=${version}`,
  );
  const fetched = apt([...own, 'download', ...wanted], downloads);
  if (fetched.status !== 0) return fetched.stderr.trim();
  for (const archive of fs.readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
    const unpacked = spawnSync('dpkg', ['-x', path.join(downloads, archive), ROOT], { encoding: 'utf8' });
    if (unpacked.status !== 0) return unpacked.stderr.trim();
    fs.rmSync(path.join(downloads, archive));
  }
  writeFontConfiguration();
  for (const { command } of PROGRAMS) writeWrapper(command);
  return null;
}

function apt(args, cwd = PRIVATE_ROOT) {
  return spawnSync('apt-get', ['-q', ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C' },
  });
}

/** Debian's `chromium` is a script with fixed paths; the program behind it takes ours. */
const PLACES = { chromium: ['usr/lib/chromium/chromium'] };

/** A script that runs an unpacked program with the unpacked libraries and fonts. */
function writeWrapper(command) {
  const places =
    PLACES[command] ?? ['bin', 'sbin', 'usr/bin', 'usr/sbin'].map((folder) => `${folder}/${command}`);
  const target = places.map((place) => path.join(ROOT, place)).find((file) => fs.existsSync(file));
  if (!target) return;
  const script = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH=${shellQuote(libraryFolders().join(':'))}`,
    `export FONTCONFIG_FILE=${shellQuote(path.join(PRIVATE_ROOT, 'fonts.conf'))}`,
    `exec ${shellQuote(target)} "$@"`,
  ];
  const file = path.join(PRIVATE_ROOT, 'bin', command);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${script.join('\n')}\n`, { mode: 0o755 });
}

/** Every folder that holds a shared library: some packages keep theirs one level down. */
function libraryFolders() {
  return fs
    .readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(usr\/)?lib\/.*\.so(\.\d+)*$/.test(name))
    .map((name) => path.join(ROOT, path.dirname(name)))
    .filter((folder, index, all) => all.indexOf(folder) === index);
}

function writeFontConfiguration() {
  const fonts = [path.join(ROOT, 'usr/share/fonts'), '/usr/share/fonts']
    .map((folder) => `<dir>${folder}</dir>`)
    .join('');
  const cache = `<cachedir>${path.join(PRIVATE_ROOT, 'fontconfig')}</cachedir>`;
  fs.writeFileSync(
    path.join(PRIVATE_ROOT, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig>${fonts}${cache}</fontconfig>\n`,
  );
}

function shellQuote(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
