import type { Database } from '../../db/client';
import { countDeviceFacets } from '../../db/console/device-list';
import { countJobs, countWebhookDeliveries, probeState, type DatabaseState } from '../../db/metrics';
import { DEVICE_STATUSES } from '../../domain/console/device-list';
import type { Health, Sample } from '../../domain/metrics/sample';
import { everywhere } from '../../domain/tenants/scope';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json';

export interface ProcessReport {
  health: Health;
  samples: Sample[];
}

function databaseSamples(state: DatabaseState): Sample[] {
  const { total, idle, waiting } = state.connections;
  const connections = (kind: string, value: number): Sample => ({
    name: 'offhook_database_connections',
    help: 'Connections of this process to the database, and callers that wait for one.',
    type: 'gauge',
    labels: { state: kind },
    value,
  });
  return [
    {
      name: 'offhook_database_up',
      help: '1 when the database answers this process.',
      type: 'gauge',
      value: state.up ? 1 : 0,
    },
    ...(state.latency === null
      ? []
      : [
          {
            name: 'offhook_database_probe_seconds',
            help: 'How long the database took for a small query just now.',
            type: 'gauge' as const,
            value: state.latency,
          },
        ]),
    connections('busy', total - idle),
    connections('idle', idle),
    connections('waiting', waiting),
  ];
}

/** The console: it is down without its database. */
export async function consoleReport(database: Database): Promise<ProcessReport> {
  const state = await probeState(database);
  return {
    health: { status: state.up ? 'ok' : 'down', process: 'console' },
    samples: databaseSamples(state),
  };
}

/** Devices change slowly, and counting a large fleet costs something. */
const FLEET_FOR_MS = 30_000;

/** The worker: it is down without its database. It reports what there is once for all processes: jobs and devices. */
export function workerReporter(database: Database): () => Promise<ProcessReport> {
  let fleet: { at: number; samples: Sample[] } | null = null;
  return async () => {
    const state = await probeState(database);
    const samples = databaseSamples(state);
    if (state.up) {
      if (!fleet || Date.now() - fleet.at > FLEET_FOR_MS)
        fleet = { at: Date.now(), samples: await fleetSamples(database) };
      samples.push(...fleet.samples, ...(await jobSamples(database)));
    }
    return { health: { status: state.up ? 'ok' : 'down', process: 'worker' }, samples };
  };
}

async function fleetSamples(database: Database): Promise<Sample[]> {
  const { status } = await countDeviceFacets(database.sql, everywhere(''));
  const counted = new Map(status.map(({ value, count }) => [value, count]));
  return DEVICE_STATUSES.map((name) => ({
    name: 'offhook_devices',
    help: 'Devices by status.',
    type: 'gauge',
    labels: { status: name },
    value: counted.get(name) ?? 0,
  }));
}

async function jobSamples(database: Database): Promise<Sample[]> {
  const [jobs, deliveries] = await Promise.all([
    countJobs(database.sql),
    countWebhookDeliveries(database.sql),
  ]);
  return [
    ...jobs.map(({ task, state, n }): Sample => ({
      name: 'offhook_jobs',
      help: 'Jobs in the queue: ready, later (waiting for their time), running, failed (given up).',
      type: 'gauge',
      labels: { task, state },
      value: n,
    })),
    ...deliveries.map(({ state, n }): Sample => ({
      name: 'offhook_webhook_deliveries',
      help: 'Deliveries of webhooks that are kept, by state.',
      type: 'gauge',
      labels: { state },
      value: n,
    })),
  ];
}

export interface PhoneFigures {
  /** As the process reports it in its heartbeat. */
  health: JsonObject;
  requests: readonly { protocol: string; outcome: string; count: number }[];
  rendering: {
    waiting: { phone: number; warm: number };
    running: number;
    rendered: number;
    /** Milliseconds. */
    workerMs: number;
    failed: number;
    refused: number;
    replaced: number;
  };
  http: { connections: number; refused: number };
  tftp: { transfers: number; dropped: number } | null;
}

/** The phone process: with the database away it serves what it has, so it is degraded, not down. */
export function phonesReport(figures: PhoneFigures): ProcessReport {
  const { health, requests, rendering, http, tftp } = figures;
  const figure = (...path: string[]): number => numberAt(health, path);
  const gauge = (name: string, help: string, value: number, labels?: Record<string, string>): Sample => ({
    name,
    help,
    type: 'gauge',
    value,
    ...(labels ? { labels } : {}),
  });
  const counter = (name: string, help: string, value: number, labels?: Record<string, string>): Sample => ({
    ...gauge(name, help, value, labels),
    type: 'counter',
  });
  const away = health.databaseAway === true;
  const listening = health.listening === true;
  return {
    health: { status: away || !listening ? 'degraded' : 'ok', process: 'phones', ...health },
    samples: [
      ...requests.map(({ protocol, outcome, count }) =>
        counter('offhook_phone_requests_total', 'Requests of phones that were recorded.', count, {
          protocol,
          outcome,
        }),
      ),
      counter(
        'offhook_phone_requests_unrecorded_total',
        'Requests of phones that were answered and could not be recorded.',
        figure('events', 'lost'),
      ),
      gauge(
        'offhook_phone_events_open',
        'Kinds of requests that are being counted.',
        figure('events', 'open'),
      ),
      gauge('offhook_database_up', '1 when the database answers this process.', away ? 0 : 1),
      gauge(
        'offhook_changes_heard',
        '1 while this process hears of changes as they are made.',
        listening ? 1 : 0,
      ),
      gauge('offhook_journal_bytes', 'Writes that wait on disk for the database.', figure('journalBytes')),
      counter('offhook_writes_lost_total', 'Writes of phones that could not be kept.', figure('lostWrites')),
      gauge('offhook_known_devices', 'Devices that this process knows.', figure('devices')),
      gauge('offhook_files', 'Rendered files that are kept.', figure('files', 'files')),
      gauge('offhook_files_bytes', 'Their size.', figure('files', 'memoryBytes'), { place: 'memory' }),
      gauge('offhook_files_bytes', 'Their size.', figure('files', 'diskBytes'), { place: 'disk' }),
      gauge(
        'offhook_files_unwritten',
        'Files that wait to be written to disk.',
        figure('files', 'unwritten'),
      ),
      gauge(
        'offhook_warming_backlog',
        'Devices whose files are being made ahead.',
        figure('warming', 'backlog'),
      ),
      counter('offhook_warmed_total', 'Devices whose files were made ahead.', figure('warming', 'rendered')),
      gauge('offhook_renderings_waiting', 'Renderings that wait for a worker.', rendering.waiting.phone, {
        priority: 'phone',
      }),
      gauge('offhook_renderings_waiting', 'Renderings that wait for a worker.', rendering.waiting.warm, {
        priority: 'warm',
      }),
      gauge('offhook_renderings_running', 'Renderings under way.', rendering.running),
      ...(['rendered', 'failed', 'refused'] as const).map((outcome) =>
        counter('offhook_renderings_total', 'Renderings that ended.', rendering[outcome], { outcome }),
      ),
      counter('offhook_rendering_seconds_total', 'Time within workers.', rendering.workerMs / 1000),
      counter(
        'offhook_render_workers_replaced_total',
        'Workers that had to be stopped, or died.',
        rendering.replaced,
      ),
      gauge('offhook_http_connections', 'Open connections of phones.', http.connections),
      counter('offhook_http_refused_total', 'Connections of phones that were refused.', http.refused),
      ...(tftp
        ? [
            gauge('offhook_tftp_transfers', 'TFTP transfers under way.', tftp.transfers),
            counter('offhook_tftp_dropped_total', 'TFTP requests that were dropped.', tftp.dropped),
          ]
        : []),
    ],
  };
}

function numberAt(value: JsonValue, path: readonly string[]): number {
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'number' ? value : 0;
  return isJsonObject(value) ? numberAt(value[name] ?? null, rest) : 0;
}
