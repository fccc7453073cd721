import http from 'node:http';
import type { PhonePlan } from './boot-plan';
import { tftpGet } from './tftp-get';

/** Where a simulated phone finds its server. */
export interface Target {
  /** Root of the phone port, e.g. `http://127.0.0.1:8667`. */
  httpUrl: URL;
  tftpPort: number;
  /** REST root and token to report leases to; null: the phones have no lease that anybody knows of. */
  api: { url: string; token: string } | null;
}

export interface AskedFile {
  via: 'http' | 'tftp';
  path: string;
  /** HTTP status; 200 or 404 also for TFTP; null: no answer. */
  status: number | null;
  bytes: number;
  ms: number;
}

/** What became of one start of a phone. */
export interface Boot {
  plan: PhonePlan;
  /** It got every file that it needs. */
  configured: boolean;
  files: AskedFile[];
  /** From the lease to the last file. */
  ms: number;
  problem: string | null;
}

const ANSWER_LIMIT_MS = 10_000;

/** Starts a phone once: a lease, then every file in the order of its vendor, one after the other. */
export async function bootPhone(plan: PhonePlan, target: Target): Promise<Boot> {
  const start = performance.now();
  const files: AskedFile[] = [];
  let problem: string | null = null;
  try {
    if (target.api && plan.ip) await reportLease(plan, plan.ip, target.api);
  } catch (error) {
    problem = `lease: ${messageOf(error)}`;
  }
  for (const { via, path, needed } of plan.requests) {
    const file = await ask(plan, target, via, path);
    files.push(file);
    if (needed && file.status !== 200) {
      problem ??= `${path}: ${file.status ?? noAnswer(via, target)}`;
      break;
    }
  }
  return { plan, configured: problem === null, files, ms: performance.now() - start, problem };
}

/** A server of somebody without the right to port 69 is on another one, and only the person who looks knows which. */
function noAnswer(via: 'http' | 'tftp', target: Target): string {
  if (via === 'http') return 'no answer';
  return `no answer on UDP port ${target.tftpPort}; --tftp-port names another one`;
}

async function ask(plan: PhonePlan, target: Target, via: 'http' | 'tftp', path: string): Promise<AskedFile> {
  const start = performance.now();
  const done = (status: number | null, bytes: number) => ({
    via,
    path,
    status,
    bytes,
    ms: performance.now() - start,
  });
  try {
    if (via === 'http') {
      const { status, bytes } = await httpGet(plan, target.httpUrl, path);
      return done(status, bytes);
    }
    const { hostname } = target.httpUrl;
    const answer = await tftpGet({ host: hostname, port: target.tftpPort, path, from: plan.ip });
    return answer.bytes ? done(200, answer.bytes.length) : done(404, 0);
  } catch {
    return done(null, 0);
  }
}

/** Phones open a connection for each file, as this does. */
function httpGet(plan: PhonePlan, server: URL, path: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      {
        host: server.hostname,
        port: server.port || 80,
        path,
        localAddress: plan.ip ?? undefined,
        agent: false,
        timeout: ANSWER_LIMIT_MS,
        headers: plan.userAgent ? { 'User-Agent': plan.userAgent } : {},
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
        response.on('error', reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
  });
}

async function reportLease(plan: PhonePlan, ip: string, api: { url: string; token: string }): Promise<void> {
  const options = Object.entries(plan.options).map(([code, text]) => {
    const bytes = [...Buffer.from(text, 'latin1')].map((byte) => byte.toString(16).padStart(2, '0'));
    return code.padStart(3, '0') + bytes.join('.');
  });
  const response = await fetch(`${api.url}/0.2/dev_mgr/dhcpinfo`, {
    method: 'POST',
    headers: { 'X-Auth-Token': api.token, 'Content-Type': 'application/vnd.proformatique.provd+json' },
    body: JSON.stringify({ dhcp_info: { op: 'commit', ip, mac: plan.mac, options } }),
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  if (response.status !== 204) throw new Error(`the server answered ${response.status}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
