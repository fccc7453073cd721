import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { healthOf, settle, startRole, type Bench } from '../bench';
import type { Installation, RunningPhones } from '../installation';
import { askAll } from '../load/connection';
import { sharedNow, steadyAnswers, type SteadyAnswer } from '../load/steady-load';
import { requestText, type BenchPhone } from '../phones';
import type { MassSaveResult } from '../result';
import { cpuSeconds } from '../processes';
import { BASE_MARKER } from '../seed';
import { greatest, quantile, rounded } from '../statistics';

export const PER_SECOND = 500;
const NEW_ADDRESS = '10.77.0.2';
const WARM_LIMIT_MS = 90_000;

/** (b): the base config that all inherit is saved over the REST API of a console process while phones ask. */
export async function measureMassSave(
  bench: Bench,
  installation: Installation,
  known: readonly BenchPhone[],
  phones: RunningPhones,
): Promise<MassSaveResult> {
  const { plan } = bench;
  bench.tell(`saving the base config while phones ask, ${PER_SECOND} a second`);
  const { child: consoleProcess, port } = await installation.startConsole();
  const api = new ConfigApi(`http://127.0.0.1:${port}/0.2/cfg_mgr/configs`, installation.token);
  await api.rehearse();
  await settle(bench, phones);

  const requests = known.map((phone) => requestText(phone, plan.source));
  const requestsFile = path.join(bench.folder, 'steady.json');
  fs.writeFileSync(requestsFile, JSON.stringify(requests));
  const load = await startRole(bench, 'ask-steadily');
  const begin = {
    type: 'start',
    port: phones.httpPort,
    requests: requestsFile,
    perSecond: PER_SECOND,
    marker: BASE_MARKER,
  };
  await load.ask(begin, z.object({ type: z.literal('started') }), 10_000);
  // The first second opens the connections.
  await delay(1_000);
  const begunAt = sharedNow();
  await delay(plan.steadyBefore * 1000);

  const askedAt = sharedNow();
  await api.setPhonebook(NEW_ADDRESS);
  const answeredAt = sharedNow();
  const warming = becomesWarm(installation, phones, answeredAt);
  warming.catch(() => undefined); // awaited below
  await delay(plan.steadyAfter * 1000);
  const file = path.join(bench.folder, 'steady-answers.json');
  await load.ask({ type: 'finish', file }, z.object({ type: z.literal('finished') }), 30_000);
  const warmMs = await warming;
  await load.stop();
  await consoleProcess.stop();

  const answers = steadyAnswers.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  const failed = answers.filter(({ value }) => value === null);
  if (failed.length > 0) {
    const why = failed[0]?.why ?? 'a file without the parameter that was saved';
    throw new Error(
      `${failed.length} of ${answers.length} requests got no file around the save, the first: ${why}.`,
    );
  }
  const cpuBefore = cpuSeconds(phones.child.pid);
  const staleLater = await countStale(phones.httpPort, requests);
  // As little as for any known phone, if the files are warm indeed.
  const cpu = cpuSeconds(phones.child.pid) - cpuBefore;
  bench.note('save: µs of processor per file when warm again', rounded((cpu * 1e6) / requests.length, 0));
  const latency = ({ intended, done }: SteadyAnswer): number => done - intended;
  const earlier = answers.filter(({ intended }) => intended >= begunAt && intended < askedAt).map(latency);
  const later = answers.filter(({ intended }) => intended >= askedAt).map(latency);
  bench.note('save: p50 of phones before, ms', rounded(quantile(earlier, 0.5), 2));
  bench.note('save: p99.9 of phones before, ms', rounded(quantile(earlier, 0.999), 2));
  bench.note('save: p50 of phones after, ms', rounded(quantile(later, 0.5), 2));
  bench.note('save: p99 of phones after, ms', rounded(quantile(later, 0.99), 2));
  bench.note('save: requests after', later.length);
  bench.note(
    'save: slowest send of the load itself, ms',
    rounded(greatest(answers.map((a) => a.sent - a.intended)), 2),
  );
  return {
    saveMs: rounded(answeredAt - askedAt, 1),
    p999Ms: rounded(quantile(later, 0.999), 2),
    worstMs: rounded(greatest(later), 2),
    worstBeforeMs: rounded(greatest(earlier), 2),
    // What was sent after the answer was here was received after it was given.
    staleAfter:
      answers.filter(({ sent, value }) => sent > answeredAt && !value?.startsWith(NEW_ADDRESS)).length +
      staleLater,
    warmMs: rounded(warmMs, 0),
  };
}

/** Fetches every phone's file once more: how many are still superseded. */
async function countStale(port: number, requests: readonly string[]): Promise<number> {
  let stale = 0;
  await askAll(port, requests, (_, body) => {
    if (!body.includes(BASE_MARKER + NEW_ADDRESS)) stale += 1;
  });
  return stale;
}

/**
 * Milliseconds from the save's answer until the phone process says that nothing is left to warm. It says so every 2 s:
 * the true time is up to 2 s shorter, and what it says in the first second may be from before.
 */
async function becomesWarm(
  installation: Installation,
  phones: RunningPhones,
  answeredAt: number,
): Promise<number> {
  const warming = new Date(Date.now() + 1_000);
  for (;;) {
    await delay(100);
    const { at, backlog } = await healthOf(installation, phones);
    const took = sharedNow() - answeredAt;
    if ((at > warming && backlog === 0) || took > WARM_LIMIT_MS) return took;
  }
}

/** The REST calls of a tool that changes what all phones share. */
class ConfigApi {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** The console process has just started: it saves a config that nobody inherits a few times first. */
  async rehearse(): Promise<void> {
    await this.#call('POST', '', { config: { id: 'rehearsal', parent_ids: [], raw_config: {} } });
    for (let i = 0; i < 5; i += 1) {
      await this.#call('PUT', '/rehearsal', {
        config: { id: 'rehearsal', parent_ids: [], raw_config: { X_round: i } },
      });
    }
  }

  /** One save of `base` with another address of the phone book. */
  async setPhonebook(address: string): Promise<void> {
    const raw_config = { ntp_enabled: true, ntp_ip: '127.0.0.1', X_xivo_phonebook_ip: address };
    await this.#call('PUT', '/base', {
      config: { id: 'base', X_type: 'internal', deletable: false, parent_ids: [], raw_config },
    });
  }

  async #call(method: string, path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/vnd.proformatique.provd+json', 'X-Auth-Token': this.token },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
}
