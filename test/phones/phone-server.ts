import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChangeWriter, type ChangeWriter, type WriteStore } from '../../lib/db/changes';
import { openDatabase, type Database } from '../../lib/db/client';
import { startHttp, type HttpServer } from '../../lib/servers/http/server';
import { startTftp, type TftpServer } from '../../lib/servers/tftp/server';
import {
  startPhoneProcess,
  type PhoneProcess,
  type PhoneProcessOptions,
} from '../../lib/services/phones/phone-process';
import type { EncodingPort } from '../../lib/services/phones/render-port';
import { setUp } from '../../lib/services/setup/set-up';
import { encodeRendering } from '../../lib/render/encode-file';
import { renderCommon, renderDevice } from '../../lib/render/render-device';
import { generateKeyFile, Keyring } from '../../lib/shared/keyring';
import { createLogger } from '../../lib/shared/logger';

/** Rendering in this thread. A test may make it fail. */
export class InlineRenderer implements EncodingPort {
  rendered = 0;
  failing: string | null = null;

  device: EncodingPort['device'] = (line, input, custom) => {
    this.rendered += 1;
    if (this.failing === null) {
      const rendered = renderDevice(line, input, custom);
      return Promise.resolve(rendered.ok ? { ok: true, value: encodeRendering(rendered.value) } : rendered);
    }
    return Promise.resolve({ ok: false, error: { code: 'template_error', message: this.failing } });
  };

  common: EncodingPort['common'] = (line, base, now, custom) => {
    const rendered = renderCommon(line, base, now, custom);
    return Promise.resolve(rendered.ok ? { ok: true, value: encodeRendering(rendered.value) } : rendered);
  };
}

/** A phone process with its servers, on a database, as a test wants it. */
export class PhoneServer {
  readonly keyring = new Keyring(generateKeyFile());
  readonly folder = mkdtempSync(join(tmpdir(), 'offhook-phones-'));
  readonly renderer = new InlineRenderer();
  readonly database: Database;
  readonly writer: ChangeWriter;
  masterTenant = '';
  processId = '';
  process!: PhoneProcess;
  http!: HttpServer;
  tftp!: TftpServer;

  constructor(readonly url: string) {
    this.database = openDatabase({ url, keyring: this.keyring, max: 3, onIdleError: () => undefined });
    this.writer = createChangeWriter(this.database, { origin: randomUUID(), waitMs: 5_000 });
  }

  async setUp(): Promise<void> {
    const done = await setUp(this.database, {
      masterTenant: null,
      adminPassword: 'correct horse battery',
      bootstrapToken: null,
      publicUrl: 'http://192.0.2.1:8667',
      serverAddress: '192.0.2.1',
    });
    if (!done.ok) throw new Error(done.error.message);
    this.masterTenant = done.value.masterTenant;
  }

  async start(options: Partial<PhoneProcessOptions> = {}): Promise<void> {
    const logger = createLogger('test', 'silent');
    this.processId = randomUUID();
    this.process = await startPhoneProcess({
      databaseUrl: this.url,
      keyring: this.keyring,
      logger,
      processId: this.processId,
      host: 'test',
      dataDir: this.folder,
      pluginFolders: ['plugins'],
      renderer: this.renderer,
      publicUrl: null,
      tftpPort: 69,
      memoryBudget: 8_000_000,
      diskBudget: 64_000_000,
      policy: { http: 'open', tftp: 'open' },
      urlKeys: false,
      securityLog: join(this.folder, 'security.log'),
      buildId: 'test',
      ...options,
    });
    this.http = await startHttp({
      host: '127.0.0.1',
      port: 0,
      trustedProxies: 1,
      phones: this.process.phones,
      uploads: this.process.uploads,
      logger,
    });
    this.tftp = await startTftp({ host: '127.0.0.1', port: 0, phones: this.process.phones, logger });
  }

  async stop(): Promise<void> {
    await this.http.close(0);
    await this.tftp.close(0);
    await this.process.close();
  }

  async close(): Promise<void> {
    await this.writer.close();
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A phone asks, from an address of its own. */
  async get(
    path: string,
    ip: string,
    userAgent: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string; headers: Headers }> {
    const answer = await fetch(`http://127.0.0.1:${this.http.port}${path}`, {
      headers: { 'X-Forwarded-For': ip, 'User-Agent': userAgent, ...headers },
    });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }

  rows<Row extends Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.database.sql.query<Row>(sql, values);
  }

  write<T>(work: (store: WriteStore) => Promise<T>): Promise<T> {
    return this.writer.write(work);
  }

  securityLog(): string[] {
    try {
      return readFileSync(join(this.folder, 'security.log'), 'utf8').trimEnd().split('\n');
    } catch {
      return [];
    }
  }
}
