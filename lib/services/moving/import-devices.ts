import type { WriteStore } from '../../db/changes';
import { textMember, withoutServerKeys, type DeviceRecord } from '../../db/devices/record';
import { insertDevice, updateDevice, type DeviceState } from '../../db/devices/write';
import { findConfigIds, findDevices } from '../../db/moving/find-many';
import { placePrivateConfigs } from '../../db/moving/place-configs';
import { checkDevice, isNewDevice } from '../../domain/devices/device';
import { checkDocument } from '../../domain/documents';
import { mendDevice } from '../../domain/moving/mend-device';
import type { MoveOutcome } from '../../domain/moving/report';
import { everywhere } from '../../domain/tenants/scope';
import { findLine, findLineForModel } from '../../plugins/registry';
import { plainObject, sameNode } from '../../shared/json-text';
import { readBatches, writePlanned, type ImportRun, type Incoming, type Planned } from './import-run';
import { type TenantBook, readTenant } from './import-tenants';
import { missingIds } from './missing-ids';
import { readFiles } from './storage-folder';

interface IncomingDevice extends Incoming {
  state: DeviceState;
}

export async function importDevices(run: ImportRun, tenants: TenantBook): Promise<void> {
  const all = everywhere(run.masterTenant);
  for await (const batch of readBatches(run, 'device', readFiles(run.folder.devices))) {
    const accepted: IncomingDevice[] = [];
    for (const one of batch) {
      const device = await acceptDevice(run, tenants, one);
      if (device) accepted.push(device);
    }
    await judgeConfigs(run, accepted);
    for (const device of accepted) judgePlugin(run, device);
    const known = await findDevices(
      run.database,
      all,
      accepted.map(({ id }) => id),
    );
    const planned = accepted.map((item) => ({ item, outcome: decide(run, item, known.get(item.id)) }));
    await writePlanned(run, 'device', planned, (store, items) => write(run, store, items));
  }
}

/** What can be stored, or null: it is told why not. */
async function acceptDevice(
  run: ImportRun,
  tenants: TenantBook,
  incoming: Incoming,
): Promise<IncomingDevice | null> {
  const { id } = incoming;
  const { document, changes } = mendDevice(incoming.document);
  for (const message of changes) run.ledger.note({ kind: 'device', id, reason: 'address', message });
  const bounded = checkDocument(plainObject(document), 'device');
  const checked = bounded.ok ? checkDevice(bounded.value) : bounded;
  if (!checked.ok) {
    run.ledger.refuse('device', id, checked.error.code, checked.error.message);
    return null;
  }
  const tenant = readTenant(run, document);
  if (tenant === null) {
    run.ledger.refuse('device', id, 'bad_tenant', '"tenant_uuid" is no UUID');
    return null;
  }
  if (!(await tenants.ensure(tenant))) {
    run.ledger.refuse('device', id, 'too_many_tenants', 'the folder names too many tenants');
    return null;
  }
  const configured = document.members.get('configured');
  return {
    id,
    document: withoutServerKeys(document),
    state: {
      tenantId: tenant,
      isNew: isNewDevice(tenant, run.masterTenant),
      configured: configured?.kind === 'literal' && configured.text === 'true',
      configError: null,
      remoteStateSipUsername: textMember(document, 'remote_state_sip_username'),
    },
  };
}

/** A device whose config is nowhere can't be configured; it is moved all the same, for the config may come later. */
async function judgeConfigs(run: ImportRun, devices: readonly IncomingDevice[]): Promise<void> {
  const used = new Set(devices.flatMap(({ document }) => textMember(document, 'config') ?? []));
  const missing = await missingIds(run.folder.configs, used, (ids) =>
    findConfigIds(run.database, everywhere(run.masterTenant), ids),
  );
  for (const { id, document, state } of devices) {
    const config = textMember(document, 'config');
    if (config === null || config === '') {
      const message = 'it has no config: its phone gets no file until it has one';
      run.ledger.note({ kind: 'device', id, reason: 'no_config', message });
    } else if (missing.has(config)) {
      const message = `its config "${config}" is not there: its phone gets no file until it is`;
      run.ledger.note({ kind: 'device', id, reason: 'unknown_config', message });
    } else continue;
    state.configured = false;
  }
}

/** The plugin's name stays as it is written; what is not known here is told, with what knows the model instead. */
function judgePlugin(run: ImportRun, { id, document, state }: IncomingDevice): void {
  const name = textMember(document, 'plugin');
  if (name === null || name === '') {
    state.configured = false;
    return;
  }
  const line = findLine(run.registry, name);
  const row = run.ledger.plugin(name, line?.id ?? null);
  if (row) row.devices += 1;
  if (line) return;
  state.configured = false;
  const vendor = textMember(document, 'vendor');
  const model = textMember(document, 'model');
  const other = vendor === null ? null : findLineForModel(run.registry, vendor, model);
  run.ledger.suggest(row, other?.id);
  const instead = other ? `; ${other.id} knows this phone` : '';
  run.ledger.note({
    kind: 'device',
    id,
    reason: 'unknown_plugin',
    message: `no plugin here is named "${name}"${instead}`,
  });
}

function decide(run: ImportRun, item: IncomingDevice, known: DeviceRecord | undefined): MoveOutcome {
  if (!known) return 'created';
  const same =
    known.tenantId === item.state.tenantId &&
    known.remoteStateSipUsername === item.state.remoteStateSipUsername &&
    sameNode(known.document, item.document);
  if (same) return 'unchanged';
  if (run.overwrite) return 'updated';
  const message =
    'a device of this id with other contents is here already; it is kept (--overwrite replaces it)';
  run.ledger.note({ kind: 'device', id: item.id, reason: 'differs', message });
  return 'kept';
}

async function write(
  run: ImportRun,
  store: WriteStore,
  items: readonly Planned<IncomingDevice>[],
): Promise<ReadonlySet<string>> {
  const all = everywhere(run.masterTenant);
  const written = new Set<string>();
  for (const { item, outcome } of items) {
    const done =
      outcome === 'created'
        ? await insertDevice(store, item.id, item.document, item.state)
        : await updateDevice(store, all, item.id, item.document, item.state);
    if (done) written.add(item.id);
  }
  const configs = items.flatMap(({ item }) => textMember(item.document, 'config') ?? []);
  await placePrivateConfigs(store, configs);
  return written;
}
