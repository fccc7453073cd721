import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startOffhook } from '../../scripts/test/offhook-server.mjs';
import { startTestCluster, TEMPLATE_DATABASE } from '../db/cluster';

/** A whole Offhook that the replayed clients share, as their servers would. */
export interface ReplayServer {
  consoleUrl: string;
  phoneUrl: string;
  token: string;
  masterTenant: string;
  /** Two tenants below the master tenant. */
  tenants: { one: string; two: string };
  /** What its processes write to their standard output. */
  logFile: string;
  securityLog: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    replayServer: ReplayServer;
  }
}

const MASTER_TENANT = '11111111-1111-4111-8111-111111111111';
const TENANTS = { one: '22222222-2222-4222-8222-222222222222', two: '33333333-3333-4333-8333-333333333333' };

/** Phones tell their addresses with `X-Forwarded-For`, as behind the proxy of the platform. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  try {
    await sql(cluster.adminUrl, `CREATE DATABASE replay TEMPLATE ${TEMPLATE_DATABASE}`);
    const url = new URL(cluster.adminUrl);
    url.pathname = '/replay';
    const server = await startOffhook({
      env: { DATABASE_URL: url.href, OFFHOOK_TRUSTED_PROXIES: '1', OFFHOOK_MASTER_TENANT: MASTER_TENANT },
    });
    await sql(
      url.href,
      `INSERT INTO tenant (id, parent_id, name)
       VALUES ('${TENANTS.one}', '${MASTER_TENANT}', 'one'), ('${TENANTS.two}', '${MASTER_TENANT}', 'two')`,
    );
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-replay-'));
    const logFile = path.join(folder, 'log');
    fs.writeFileSync(logFile, server.output());
    server.child.stdout?.on('data', (chunk: Buffer) => fs.appendFileSync(logFile, chunk));
    const { consoleUrl, phoneUrl, token } = server;
    project.provide('replayServer', {
      consoleUrl,
      phoneUrl,
      token,
      masterTenant: MASTER_TENANT,
      tenants: TENANTS,
      logFile,
      securityLog: path.join(server.dataDir, 'security.log'),
    });
    return async () => {
      await server.stop();
      await cluster.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function sql(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
