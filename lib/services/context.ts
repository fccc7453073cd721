import type { ChangeWriter } from '../db/changes';
import type { Database } from '../db/client';
import type { PluginLine } from '../domain/plugins/plugin';
import type { Lease } from '../domain/dhcp/lease';
import type { Clock } from '../shared/clock';
import type { JsonObject } from '../shared/json';
import type { Logger } from '../shared/logger';
import type { Result } from '../shared/result';
import type { ConfigError } from '../db/devices/record';

/** What the use cases behind the REST API and the console work on; one per process, made in `bin/`. */
export interface ServiceContext {
  readonly database: Database;
  readonly changes: ChangeWriter;
  /** Lower-case UUID. */
  readonly masterTenant: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly plugins: PluginCatalog;
  readonly configurator: Configurator;
  readonly leases: LeaseHandler;
  readonly notifier: PhoneNotifier;
  /** What the environment says about this server, for the base of every configuration. */
  readonly server: ServerAddresses;
}

export interface ServerAddresses {
  /** `OFFHOOK_PUBLIC_URL`; null: the stored setting counts. */
  publicUrl: string | null;
  tftpPort: number;
}

/** The plugin lines that are loaded in this process. */
export interface PluginCatalog {
  /** By canonical id, in the order of the ids. */
  list(): Promise<readonly PluginLine[]>;
  /** By id or alias. */
  find(name: string): Promise<PluginLine | null>;
}

export interface ConfigureAttempt {
  tenantId: string;
  /** The device document, secrets in clear. */
  device: JsonObject;
  plugin: PluginLine;
  /** Flattened configuration with the base settings, before defaults. A fresh object. */
  rawConfig: JsonObject;
}

/** Tries whether a device can be configured: by rendering its files. Null: it can. */
export interface Configurator {
  attempt(attempt: ConfigureAttempt): Promise<ConfigError | null>;
}

/** Takes in a DHCP lease as the pipeline of phones does. Ends when the device is there. */
export interface LeaseHandler {
  commit(lease: Lease): Promise<void>;
}

/** Makes a phone fetch its configuration again. The error says why it can't. */
export interface PhoneNotifier {
  notify(phone: { device: JsonObject; plugin: PluginLine; rawConfig: JsonObject }): Promise<Result<void>>;
}
