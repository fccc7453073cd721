import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, freeUdpPort, waitFor } from '../../scripts/test/offhook-server.mjs';

/** Where a running installation keeps what a further phone process needs. */
export interface Installation {
  databaseUrl: string;
  keyFile: string;
  /** Folder with plugin families that come before the bundled ones. */
  pluginsFolder?: string;
}

/** One more phone process on the database of an installation, as a second machine would run it. */
export class FurtherPhoneProcess {
  private constructor(
    readonly child: ChildProcess,
    readonly httpUrl: string,
    readonly tftpPort: number,
    private readonly dataDir: string,
  ) {}

  static async start({ databaseUrl, keyFile, pluginsFolder }: Installation): Promise<FurtherPhoneProcess> {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-further-'));
    if (pluginsFolder) fs.symlinkSync(pluginsFolder, path.join(dataDir, 'plugins'));
    const [httpPort, tftpPort] = [await freePort(), await freeUdpPort()];
    const child = fork('dist/phones.mjs', {
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        OFFHOOK_DATA_DIR: dataDir,
        OFFHOOK_KEY_FILE: keyFile,
        OFFHOOK_PHONE_HOST: '127.0.0.1',
        OFFHOOK_PHONE_HTTP_PORT: String(httpPort),
        OFFHOOK_TFTP_PORT: String(tftpPort),
        OFFHOOK_LOG_LEVEL: 'error',
      },
    });
    let ready = false;
    child.on('message', () => (ready = true)); // the first thing that it says
    const started = new FurtherPhoneProcess(child, `http://127.0.0.1:${httpPort}`, tftpPort, dataDir);
    await waitFor(() => ready || child.exitCode !== null, 30_000);
    if (ready) return started;
    await started.stop();
    throw new Error('The phone process did not start.');
  }

  /** At once, without a word to anybody. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await gone;
    }
    fs.rmSync(this.dataDir, { recursive: true, force: true });
  }
}
