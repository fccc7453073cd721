import type { PluginLine } from '../domain/plugins/plugin';
import type { JsonObject } from '../shared/json';
import type { RenderPool } from './pool/render-pool';

export interface RenderingMeasurement {
  /** Median over the rounds of the mean time of one rendering inside its worker, one at a time, in milliseconds. */
  ms: number;
  /** Mean time from asking to the answer, one at a time. */
  roundTripMs: number;
  /** Renderings a second with all workers busy. */
  perSecond: number;
  /** Characters of all files of the device. */
  chars: number;
}

/** The phone of the target: 16 lines and 3 expansion modules of 40 keys. */
export function largePhone(model: string): { device: JsonObject; rawConfig: JsonObject } {
  const lines = Array.from({ length: 16 }, (_, i): [string, JsonObject] => [
    String(i + 1),
    {
      proxy_ip: '10.0.0.1',
      registrar_ip: '10.0.0.1',
      username: `user${i + 1}`,
      password: `secret${i + 1}`,
      display_name: `Élodie Müller & Söhne ${i + 1}`,
      number: String(1000 + i),
      voicemail: '*98',
    },
  ]);
  const keys = Array.from({ length: 120 }, (_, i): [string, JsonObject] => [
    String(i + 1),
    {
      type: i % 3 === 0 ? 'blf' : 'speeddial',
      value: String(2000 + i),
      label: `Colleague <${i + 1}>`,
      line: (i % 16) + 1,
    },
  ]);
  return {
    device: { id: 'bench', mac: '00:15:65:00:00:01', vendor: '', model, ip: '10.0.0.9' },
    rawConfig: {
      http_base_url: 'http://10.0.0.1:8667',
      ip: '10.0.0.1',
      http_port: 8667,
      tftp_port: 69,
      protocol: 'SIP',
      locale: 'fr_FR',
      timezone: 'Europe/Paris',
      ntp_enabled: true,
      ntp_ip: '10.0.0.1',
      admin_username: 'admin',
      admin_password: 'admin-secret',
      exten_pickup_call: '*8',
      exten_voicemail: '*98',
      sip_dtmf_mode: 'RTP-out-of-band',
      X_xivo_phonebook_ip: '10.0.0.1',
      X_xivo_user_uuid: '9da7890a-8c40-4d41-b716-4b5f00172a53',
      sip_lines: Object.fromEntries(lines),
      funckeys: Object.fromEntries(keys),
    },
  };
}

/** Renders the large phone again and again, each with another configuration. Fails when the model can't be rendered. */
export async function measureRendering(
  pool: RenderPool,
  line: PluginLine,
  model: string,
): Promise<RenderingMeasurement> {
  const { device, rawConfig } = largePhone(model);
  let asked = 0;
  const render = () =>
    pool.render({
      line,
      work: {
        kind: 'device',
        device,
        rawConfig: { ...rawConfig, X_round: ++asked },
        now: '2026-07-01T12:00:00Z',
      },
    });
  const first = await render();
  if (!first.ok) throw new Error(`${line.id} ${model}: ${first.error.message}`);
  const chars = first.value.files.reduce((sum, file) => sum + file.contents.length, 0);

  await batch(render, 600);
  const rounds: number[] = [];
  for (let round = 0; round < 9; round++) {
    const before = pool.stats();
    for (let i = 0; i < 100; i++) await render();
    const after = pool.stats();
    rounds.push((after.workerMs - before.workerMs) / (after.rendered - before.rendered));
  }
  const single = await timed(async () => {
    for (let i = 0; i < 300; i++) await render();
  });
  const many = await timed(() => batch(render, 1000));
  return {
    ms: rounds.sort((a, b) => a - b)[4] ?? NaN,
    roundTripMs: single / 300,
    perSecond: 1000 / (many / 1000),
    chars,
  };
}

async function batch(render: () => Promise<unknown>, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, render));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
