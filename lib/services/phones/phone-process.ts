import { join } from 'node:path';
import { isAway } from '../../db/phones/availability';
import { ChangeListener } from '../../db/phones/listen';
import { loadDevices, readIndexRows, readIndexRowsByMac } from '../../db/phones/load-devices';
import { openPhonePools } from '../../db/phones/pools';
import {
  readAutocreateTemplate,
  readConfigDocuments,
  readConfigRevisions,
  readDeviceDocuments,
} from '../../db/phones/read-documents';
import { configsSince, existingConfigs, lastRevision } from '../../db/phones/read-revisions';
import { readWorld } from '../../db/phones/read-world';
import { writeBatch } from '../../db/phones/write-batch';
import { writeUpload } from '../../db/phones/write-upload';
import { reserveEventIds, writeEvents, writeSecurityEvents, writeStates } from '../../db/phones/write-events';
import { sqlOf } from '../../db/pool';
import { patchOf } from '../../domain/phones/write';
import { formatProblem } from '../../plugins/problem';
import { PluginWatch } from '../../plugins/watch';
import type { JsonObject } from '../../shared/json';
import type { Keyring } from '../../shared/keyring';
import type { Logger } from '../../shared/logger';
import type { AnswerPhones } from './answer';
import { CommonFiles } from './common-files';
import { CreationLimits, DEFAULT_LIMITS, type LimitOptions } from './creation-limits';
import { DeviceIndex } from './device-index';
import { DeviceRenderer } from './device-renderer';
import { Documents } from './documents';
import { Epochs } from './epochs';
import { FileStore } from './file-store/store';
import { GroupCommit } from './group-commit';
import { Journal } from './journal';
import { takeLocalFolder } from './local-folder';
import { PhoneState } from './phone-state';
import { Phones, type FilePolicy } from './phones';
import { Recorder } from './recorder';
import type { EncodingPort } from './render-port';
import { RequestCounts } from './request-counts';
import { SecurityLog } from './security-log';
import { restoreSnapshot, saveSnapshot } from './snapshot';
import { folderFiles } from './static-files';
import { Uploads, type AcceptUploads } from './uploads';
import { Warmer } from './warmer';
import { startHeartbeat } from './heartbeat';

export interface PhoneProcessOptions {
  databaseUrl: string;
  keyring: Keyring;
  logger: Logger;
  /** Id of this process, in the table of processes. */
  processId: string;
  /** Name of this machine, in the same table. */
  host: string;
  dataDir: string;
  /** Folders with plugin families; the first wins. */
  pluginFolders: readonly string[];
  renderer: EncodingPort;
  publicUrl: string | null;
  tftpPort: number;
  /** Bytes of rendered files in memory and on disk. */
  memoryBudget: number;
  diskBudget: number;
  policy: { http: FilePolicy; tftp: FilePolicy };
  /** `OFFHOOK_HTTP_AUTH_STRATEGY` is `url_key`. */
  urlKeys: boolean;
  securityLog: string;
  /** Changes with the program: files that another one rendered are not used. */
  buildId: string;
  limits?: { source: LimitOptions; overall: LimitOptions };
}

export interface PhoneProcess {
  readonly phones: AnswerPhones;
  readonly uploads: AcceptUploads;
  health(): JsonObject;
  /** Requests that were recorded since the start, by protocol and outcome. */
  requests(): { protocol: string; outcome: string; count: number }[];
  /** Finishes writes and events; call when the servers are closed. */
  close(): Promise<void>;
}

/** Puts the parts of the phone process together and reads what they need. Waits for the database. */
export async function startPhoneProcess(options: PhoneProcessOptions): Promise<PhoneProcess> {
  const { keyring, logger, processId } = options;
  const folder = takeLocalFolder(join(options.dataDir, 'phones'));
  const pools = openPhonePools(options.databaseUrl, (error) =>
    logger.debug({ err: error }, 'a database connection broke'),
  );
  const read = sqlOf(pools.read);
  const events = sqlOf(pools.events);

  const index = new DeviceIndex();
  const epochs = new Epochs();
  const store = new FileStore({
    keyring,
    logger,
    memoryBudget: options.memoryBudget,
    disk: { folder: folder.path, budget: options.diskBudget },
  });
  const documents = new Documents(
    {
      devices: (ids) => readDeviceDocuments(read, keyring, ids),
      configs: (ids) => readConfigDocuments(read, keyring, ids),
    },
    epochs,
  );
  const journal = new Journal({ file: join(folder.path, 'journal'), keyring, logger });
  await journal.open();
  const writer = new GroupCommit({
    journal,
    logger,
    isAway,
    write: async (writes) => {
      const { results, revision } = await writeBatch(
        { pool: pools.write, keyring, origin: processId },
        writes,
      );
      results.forEach((result, i) => {
        const device = result === 'written' ? index.get(writes[i]?.id ?? '') : undefined;
        if (device) device.revision = Math.max(device.revision, revision);
      });
      return results;
    },
    onConflict: (write) => {
      if (write.kind !== 'create') return;
      state.adopt(write).then(
        (patch) => patch && writer.add(patch),
        (error: unknown) => logger.warn({ err: error }, 'the device of another process could not be read'),
      );
    },
  });
  const securityLog = new SecurityLog(options.securityLog, logger);
  const requests = new RequestCounts();
  const recorder = new Recorder({
    logger,
    masterTenant: () => state.world().masterTenant,
    reserveIds: (count) => reserveEventIds(events, count),
    writeEvents: async (rows) => {
      await writeEvents(events, rows);
      requests.add(rows);
    },
    writeStates: (rows) => writeStates(events, rows),
    writeSecurity: (rows) => writeSecurityEvents(events, rows),
  });
  const renderer = new DeviceRenderer({
    world: () => state.world(),
    unsettled: () => state.unsettled(),
    epochs,
    documents,
    store,
    keyring,
    renderer: options.renderer,
    onNewerRow: (row) => state.newerRow(row),
    unsaved: (id) => writer.unsaved(id),
    onOutcome: (device, outcome) => {
      const was = device.configured;
      index.change(device, { configured: outcome.configured });
      void writer.add(patchOf(device.id, { outcome: { ...outcome, was } }));
    },
    ...(options.urlKeys ? { urlKey: (tenantId: string) => state.world().keyByTenant.get(tenantId) } : {}),
  });
  const warmer = new Warmer({ index, renderer, logger, isAway: () => writer.stats().away });
  const plugins = new PluginWatch(options.pluginFolders, {
    packages: join(options.dataDir, 'packages'),
    onChange: (_registry, ids) => {
      void state.apply({ seq: '', kind: 'plugin', ids, action: 'saved', revision: '0', origin: processId });
    },
    onProblems: ({ family, problems }) => {
      for (const problem of problems) logger.warn(`plugin ${formatProblem(family, problem)}`);
    },
  });
  const state: PhoneState = new PhoneState({
    index,
    epochs,
    documents,
    logger,
    origin: processId,
    unsaved: (id) => writer.unsaved(id),
    fixed: { publicUrl: options.publicUrl, tftpPort: options.tftpPort },
    readers: {
      world: () => readWorld(read, keyring),
      registry: () => plugins.registry(),
      devices: () => loadDevices(read),
      rows: (ids) => readIndexRows(read, ids),
      rowsByMac: (macs) => readIndexRowsByMac(read, macs),
      autocreateTemplate: () => readAutocreateTemplate(read, keyring),
      lastRevision: () => lastRevision(read),
      configsSince: (revision) => configsSince(read, revision),
      existingConfigs: (ids) => existingConfigs(read, ids),
    },
    onGone: (device) => renderer.forget(device),
    onWorldChanged: () => phones.forgetAnswers(),
    onDevicesChanged: (devices) => warmer.check(devices.filter((device) => device.plugin && device.config)),
    onInputsChanged: () => warmer.wake(),
  });
  const phones: Phones = new Phones({
    world: () => state.world(),
    unsettled: () => state.unsettled(),
    index,
    epochs,
    documents,
    renderer,
    store,
    recorder,
    securityLog,
    writer,
    keyring,
    logger,
    limits: new CreationLimits(options.limits ?? DEFAULT_LIMITS, Date.now()),
    commonFiles: new CommonFiles(renderer, epochs, logger),
    staticFiles: folderFiles(join(options.dataDir, 'firmware')),
    policy: options.policy,
    urlKeys: options.urlKeys,
    autocreateTemplate: () => state.autocreateTemplate(),
    rereadMac: (mac) => state.rereadMac(mac),
  });

  const uploads = new Uploads({
    world: () => state.world(),
    unsettled: () => state.unsettled(),
    index,
    recorder,
    keyring,
    logger,
    urlKeys: options.urlKeys,
    write: (upload) => writeUpload({ pool: pools.write, keyring }, upload),
  });

  let lostListening: string | null = null;
  const listener = new ChangeListener({
    url: options.databaseUrl,
    process: processId,
    onChange: (change) => state.apply(change),
    onConnected: async () => {
      await writer.start();
      await state.load();
      lostListening = null;
    },
    onLost: (error) => {
      lostListening ??= new Date().toISOString();
      logger.warn({ err: error }, 'changes are not heard of: the database is away');
    },
  });
  await listener.start();
  const snapshot = {
    folder: folder.path,
    keyring,
    logger,
    index,
    epochs,
    store,
    renderer,
    buildId: options.buildId,
    configRevisions: (ids: readonly string[]) => readConfigRevisions(read, ids),
  };
  await restoreSnapshot({ ...snapshot, world: state.world() });
  recorder.start();
  const heartbeat = startHeartbeat(
    events,
    { id: processId, kind: 'phones', host: options.host, pid: process.pid },
    logger,
    () => health(),
  );
  await heartbeat.first;
  logger.info({ devices: index.size }, 'devices are known');

  function health(): JsonObject {
    const { away, journalBytes, lost } = writer.stats();
    return {
      listening: listener.connected,
      lostListeningAt: lostListening,
      databaseAway: away,
      journalBytes,
      lostWrites: lost,
      devices: index.size,
      files: store.stats(),
      events: recorder.stats(),
      warming: warmer.stats(),
    };
  }

  return {
    phones,
    uploads,
    health,
    requests: () => requests.list(),
    async close() {
      plugins.close();
      await heartbeat.stop();
      warmer.close();
      await writer.close();
      await recorder.close();
      await securityLog.close();
      await saveSnapshot({ ...snapshot, world: state.world() }, () => listener.settle());
      await listener.close();
      await store.close(true);
      await journal.close();
      await pools.close();
      folder.release();
    },
  };
}
