import { spawn } from 'node:child_process';
import { expect, inject, it } from 'vitest';

/** A folder that `pip install --target FOLDER` has put the Python client of provd and what it needs into. */
const folder = process.env.OFFHOOK_PROVD_CLIENT_DIR;
const note = folder ? '' : ' (not run: OFFHOOK_PROVD_CLIENT_DIR does not name its folder)';

it.skipIf(!folder)(`the Python client itself runs its commands${note}`, async () => {
  const { consoleUrl, token } = inject('replayServer');
  const { hostname, port } = new URL(consoleUrl);
  const python = spawn('python3', ['test/replay/real-client.py', hostname, port, token], {
    env: { ...process.env, PYTHONPATH: folder, PYTHONIOENCODING: 'utf-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [python.stdout, python.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve, reject) => {
    python.once('error', reject); // there is no python3
    python.once('close', resolve);
  });
  expect(output).toBe('ok\n');
});
