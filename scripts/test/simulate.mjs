// Starts Offhook on free ports with an empty data folder and sends it a building of 200 simulated phones.
import { spawnSync } from 'node:child_process';
import { startOffhook } from './offhook-server.mjs';

const server = await startOffhook();
try {
  const run = spawnSync(
    process.execPath,
    [
      '--enable-source-maps',
      'dist/simulate.mjs',
      '--phones',
      '200',
      '--target',
      server.phoneUrl,
      '--tftp-port',
      String(server.tftpPort),
      '--api',
      server.consoleUrl,
      '--token',
      server.token,
    ],
    { stdio: 'inherit' },
  );
  process.exitCode = run.status ?? 1;
} finally {
  await server.stop();
}
