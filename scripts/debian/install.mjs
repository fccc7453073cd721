import { spawnSync } from 'node:child_process';
import { findProgram, PROGRAMS } from './programs.mjs';
import { unpackPrivately } from './unpack.mjs';

/** Gets those of the Debian programs that are missing, or ends with a line that says which to install. */
export async function installDebianPrograms(commands = PROGRAMS.map(({ command }) => command)) {
  const missing = PROGRAMS.filter(
    ({ command }) => commands.includes(command) && findProgram(command) === null,
  );
  if (missing.length === 0) return;
  const packages = missing.map((program) => program.package);
  if (findProgram('apt-get') === null) refuse(packages, 'This is not a Debian system.');
  console.error(`offhook: getting programs: ${packages.join(', ')} …`);
  const failure = process.getuid() === 0 ? installAsRoot(packages) : unpackPrivately(packages);
  if (failure) refuse(packages, failure);
  const still = missing.filter(({ command }) => findProgram(command) === null);
  if (still.length > 0)
    refuse(
      still.map((program) => program.package),
      'They were installed and are not there.',
    );
}

function installAsRoot(packages) {
  // RUNLEVEL=1: the DHCP servers are only asked to check a file; no service is to start.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  const run = (args) =>
    spawnSync('apt-get', [...wait, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 28 });
  run(['update']); // the lists at hand may do when the network is away
  const installed = run(['install', '-y', '--no-install-recommends', ...packages]);
  return installed.status === 0 ? null : installed.stderr.trim();
}

function refuse(packages, why) {
  console.error(
    `${why}\noffhook: programs are needed that are not here. Install these packages and try again: ${packages.join(' ')}`,
  );
  process.exit(1);
}
