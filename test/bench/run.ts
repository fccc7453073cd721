import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { createChangeWriter } from '../../lib/db/changes';
import { saveSetting } from '../../lib/db/settings/settings';
import { everywhere } from '../../lib/domain/tenants/scope';
import { readRegistry } from '../../lib/plugins/registry';
import { fetchFiles, pluginsOf, settle, type Bench } from './bench';
import { temporaryFolder, type Cleanup } from './cleanup';
import { Installations, type Installation } from './installation';
import { measureFromDisk, measureInMemory } from './parts/known';
import { measureMassSave } from './parts/mass-save';
import { measureMemory } from './parts/memory';
import { measureNewPhones } from './parts/new-phones';
import { measureOneRendering } from './parts/rendering';
import { measureTftp } from './parts/tftp';
import { httpPhones, tftpPhones, type BenchPhone } from './phones';
import type { Plan } from './plan';
import type { BenchResult } from './result';
import { rounded } from './statistics';
import { seedDepartments, seedPhones } from './seed';

/** Budget for the files of 10,000 phones, and the one of the memory target; MB. */
const LARGE_BUDGET = 640;
const SMALL_BUDGET = 64;
/** First of the numbers of phones that no fleet has. */
const NEVER_SEEN = 1_000_000;

/** Runs the parts of the plan, one after the other. */
export async function runBench(
  plan: Plan,
  cleanup: Cleanup,
  options: { profiles: string | null; tell: (text: string) => void },
): Promise<BenchResult> {
  const startedAt = Date.now();
  const loadBefore = rounded(os.loadavg()[0] ?? 0, 2);
  const notes: Record<string, number> = {};
  let isVoid: string | null = null;
  const folder = temporaryFolder(cleanup);
  const registry = await readRegistry([path.resolve('plugins')]);
  const bench: Bench = {
    plan,
    folder,
    cleanup,
    profiles: options.profiles,
    registry,
    plugins: pluginsOf(registry),
    tell: options.tell,
    installations: await Installations.start(folder, cleanup, options.profiles),
    note: (name, value) => (notes[name] = value),
    makeVoid: (reason) => (isVoid ??= reason),
  };
  const { known, massSave, newPhones, tftp, memory, render } = await measure(bench);
  return {
    known,
    massSave,
    newPhones,
    tftp,
    memory,
    render,
    machine: {
      cpu: os.cpus()[0]?.model ?? 'unknown',
      cores: os.cpus().length,
      memoryMb: Math.round(os.totalmem() / 1024 / 1024),
      node: process.versions.node,
      os: `${os.type()} ${os.release()}`,
      quick: plan.quick,
      phones: plan.phones,
      largeFleet: plan.largeFleet,
      source: plan.source,
      loadBefore,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      ...(isVoid === null ? {} : { void: isVoid }),
      notes,
    },
  };
}

type Measured = Omit<BenchResult, 'machine'>;

async function measure(bench: Bench): Promise<Measured> {
  const { parts } = bench.plan;
  const result: Measured = {};
  if (parts.has('known') || parts.has('massSave') || parts.has('tftp')) await measureFleet(bench, result);
  if (parts.has('newPhones') || parts.has('memory')) await measureGrowth(bench, result);
  if (parts.has('render')) result.render = { ms: await measureOneRendering(bench) };
  return result;
}

/** (a), (b) and (d): one fleet, whose files are all in memory but for the last part of (a). */
async function measureFleet(bench: Bench, result: Measured): Promise<void> {
  const { plan } = bench;
  const installation = await bench.installations.create('fleet');
  const known = httpPhones(plan.phones).map((phone) =>
    plan.source === 'nat' ? { ...phone, ip: '127.0.0.1' } : phone,
  );
  await seed(bench, installation, [...known, ...tftpPhones().flat()]);
  if (plan.source === 'nat') await allowSharedAddresses(installation);
  const phones = await installation.startPhones(LARGE_BUDGET);
  bench.tell('every phone fetches its file for the first time');
  const files = await fetchFiles(bench, known, phones);
  bench.note('bytes of a file', rounded(files.meanBytes, 0));
  await settle(bench, phones);
  const inMemory = plan.parts.has('known') ? await measureInMemory(bench, known, phones, files) : null;
  if (plan.parts.has('tftp')) result.tftp = { perSecond: await measureTftp(bench, phones) };
  if (plan.parts.has('massSave')) result.massSave = await measureMassSave(bench, installation, known, phones);
  await phones.child.stop();
  if (inMemory)
    result.known = {
      ...inMemory,
      ratio32Disk: await measureFromDisk(bench, installation, known, files.bytes),
    };
}

/** (c) and (e): a database without devices, then one with the large fleet and a small budget. */
async function measureGrowth(bench: Bench, result: Measured): Promise<void> {
  const { plan } = bench;
  let perSecond: number | null = null;
  if (plan.parts.has('newPhones')) {
    const empty = await bench.installations.create('empty');
    const phones = await empty.startPhones(SMALL_BUDGET);
    bench.tell('never-seen phones, no device yet');
    perSecond = await measureNewPhones(bench, empty, phones, NEVER_SEEN);
    await phones.child.stop();
  }
  const large = await bench.installations.create('large');
  await seed(bench, large, httpPhones(plan.largeFleet));
  const phones = await large.startPhones(SMALL_BUDGET);
  if (plan.parts.has('memory')) {
    result.memory = { rssMb: await measureMemory(bench, phones, httpPhones(plan.largeFleet)) };
    await settle(bench, phones);
  }
  if (perSecond !== null) {
    bench.tell(`never-seen phones, ${plan.largeFleet} devices`);
    result.newPhones = {
      perSecond,
      perSecondAt50k: await measureNewPhones(bench, large, phones, NEVER_SEEN),
    };
  }
  await phones.child.stop();
}

async function seed(bench: Bench, installation: Installation, phones: readonly BenchPhone[]): Promise<void> {
  bench.tell(`making ${phones.length} devices`);
  const options = {
    database: installation.database,
    tenantId: installation.masterTenant,
    plugins: bench.plugins,
  };
  await seedDepartments(options);
  await seedPhones(options, phones);
  // What autovacuum does a minute later.
  await installation.database.sql.execute('VACUUM (ANALYZE) device, config, line');
}

async function allowSharedAddresses({ database, masterTenant }: Installation): Promise<void> {
  const writer = createChangeWriter(database, { origin: randomUUID() });
  await writer.write((store) => saveSetting(store, everywhere(masterTenant), 'NAT', 1));
  await writer.close();
}
