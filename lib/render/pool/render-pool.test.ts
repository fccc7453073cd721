import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PluginLine } from '../../domain/plugins/plugin';
import { filesFile } from '../../domain/plugins/schema';
import { CHECK_SYNC } from '../../domain/plugins/sync';
import { RenderPool, type RenderRequest } from './render-pool';

const bundle = resolve('.cache/test/render-worker.mjs');
let pool: RenderPool | null = null;

beforeAll(async () => {
  mkdirSync('.cache/test', { recursive: true });
  await build({
    entryPoints: ['bin/render-worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});
afterEach(async () => {
  await pool?.close();
  pool = null;
});

function start(options: Partial<ConstructorParameters<typeof RenderPool>[0]> = {}): RenderPool {
  pool = new RenderPool({ url: pathToFileURL(bundle), ...options });
  return pool;
}

function line(template: string, revision = '1'): PluginLine {
  const files = filesFile.parse({
    device: [{ path: '{mac}.cfg', template: 'base.tpl', format: 'equals', main: true }],
  });
  return {
    id: 'acme-v1',
    family: 'acme',
    vendor: 'Acme',
    version: '1',
    firmware: null,
    description: {},
    aliases: [],
    root: null,
    http: true,
    tftp: false,
    vars: {},
    models: {},
    modelNames: {},
    deviceFiles: files.device,
    commonFiles: [],
    expectedMissing: [],
    uploads: [],
    maps: {},
    derive: [],
    phonebook: null,
    sync: CHECK_SYNC,
    templates: { 'base.tpl': template },
    revision,
  };
}

function request(template: string, more: Partial<RenderRequest> = {}, revision = template): RenderRequest {
  const device = { mac: '00:11:22:33:44:55' };
  return {
    line: line(template, revision),
    work: { kind: 'device', device, rawConfig: { locale: 'fr_FR' }, now: '2026-07-01T00:00:00Z' },
    ...more,
  };
}

async function text(outcome: ReturnType<RenderPool['render']>): Promise<string> {
  const result = await outcome;
  return result.ok
    ? (result.value.files[0]?.contents ?? '')
    : `${result.error.code}: ${result.error.message}`;
}

const custom = (revision: string, template: string) => ({ revision, templates: { 'base.tpl': template } });
/** Ends by itself after a while (steps of the engine), long after the wall clock of these tests. */
const SPIN = '{% for i in range(450000) %}{{ "%05d"|format(i) }}{% endfor %}';

describe('RenderPool', () => {
  it('renders, tells failures, and follows a new revision of a line', async () => {
    const workers = start();
    expect(await text(workers.render(request('l={{ locale }}')))).toBe('l=fr_FR');
    expect(await text(workers.render(request('two', {}, '2')))).toBe('two');
    expect(await text(workers.render(request('{{ 1 / 0 }}', {}, '3')))).toBe(
      'template_error: division by zero',
    );
    expect(workers.stats()).toMatchObject({
      rendered: 2,
      failed: 1,
      running: 0,
      waiting: { phone: 0, warm: 0 },
    });
  });

  it('answers many at once, each with its own', async () => {
    const workers = start();
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        text(
          workers.render({
            ...request('{{ X_n }}'),
            work: { kind: 'device', device: { mac: '001122334455' }, rawConfig: { X_n: i }, now: '' },
          }),
        ),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 300 }, (_, i) => String(i)));
  });

  it('lets phones overtake warming', async () => {
    const workers = start({ size: 1 });
    const order: string[] = [];
    const ask = (priority: 'phone' | 'warm') =>
      workers.render(request('x', { priority })).then(() => order.push(priority));
    await Promise.all([...Array.from({ length: 20 }, () => ask('warm')), ask('phone')]);
    expect(order.indexOf('phone')).toBeLessThan(4);
  });

  it('refuses what would wait too long', async () => {
    const workers = start({ size: 1, maxWaiting: { phone: 1, warm: 0 } });
    const all = Array.from({ length: 5 }, () => workers.render(request('x')));
    const answers = await Promise.all(all.map(text));
    expect(answers.filter((answer) => answer === 'x')).toHaveLength(3);
    expect(answers.filter((answer) => answer.startsWith('limit: Too many'))).toHaveLength(2);
    expect(await text(workers.render(request('x', { priority: 'warm' })))).toMatch(/^limit: Too many/);
  });

  it('stops a spinning worker, fails its job alone and goes on', async () => {
    const workers = start({ size: 1, timeoutMs: 60 });
    await workers.render(request('warm up'));
    const spinning = text(workers.render(request(SPIN)));
    const behind = text(workers.render(request('behind')));
    expect(await spinning).toBe('timeout: The rendering took longer than 60 ms and was stopped.');
    expect(await behind).toBe('behind');
    expect(workers.stats().replaced).toBe(1);
  });

  it('keeps a hostile custom template away from everybody else', async () => {
    const workers = start({ size: 1, timeoutMs: 60 });
    await workers.render(request('warm up'));
    const order: string[] = [];
    const hostile = Array.from({ length: 5 }, () =>
      workers.render(request('x', { custom: custom('bad', SPIN) })).finally(() => order.push('hostile')),
    );
    for (let i = 0; i < 5; i++) {
      expect(await text(workers.render(request('fine')))).toBe('fine');
      order.push('fine');
    }
    const answers = await Promise.all(hostile.map(text));
    expect(answers.every((answer) => /^(timeout|limit): /.test(answer))).toBe(true);
    // the only worker for everybody was free although five hostile jobs came first
    expect(order[0]).toBe('fine');
    // refused at once for a while, without a worker
    expect(await text(workers.render(request('x', { custom: custom('bad', SPIN) })))).toMatch(
      /^(timeout|limit): /,
    );
    expect(workers.stats().replaced).toBeLessThanOrEqual(1);
    expect(await text(workers.render(request('x', { custom: custom('good', 'mine {{ locale }}') })))).toBe(
      'mine fr_FR',
    );
  });

  it('tells everybody when it closes, and when its workers do not start', async () => {
    const workers = start({ size: 1 });
    const waiting = Array.from({ length: 10 }, () => workers.render(request('x')));
    await workers.close();
    expect(
      (await Promise.all(waiting.map(text))).every(
        (answer) => answer === 'x' || answer.startsWith('limit: '),
      ),
    ).toBe(true);
    expect(await text(workers.render(request('x')))).toBe('limit: The server is stopping.');
    const broken = start({ url: pathToFileURL('/nonexistent/worker.mjs') });
    expect(await text(broken.render(request('x')))).toMatch(/^limit: /);
  });
});
