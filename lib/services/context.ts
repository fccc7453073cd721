import type { ChangeWriter, Store } from '../db/changes';
import type { Database } from '../db/client';
import type { PluginLine } from '../domain/plugins/plugin';
import type { PackageFolders } from '../packages/folders';
import type { Clock } from '../shared/clock';
import type { JsonObject } from '../shared/json';
import type { Logger } from '../shared/logger';
import type { Result } from '../shared/result';
import type { PhoneWorld } from './phones/world';
import type { TokenAuthority } from './wazo-auth/wazo-auth';
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
  /** Where plugins and packages are installed; null: this process installs none. */
  readonly packages: PackageFolders | null;
  readonly configurator: Configurator;
  readonly notifier: PhoneNotifier;
  /** What phones are recognised by: the registry and the settings as they are now. */
  readonly world: () => Promise<PhoneWorld>;
  /** What the environment says about this server, for the base of every configuration. */
  readonly server: ServerAddresses;
  /** A wazo-auth server whose tokens count too; absent: ours alone. */
  readonly tokenAuthority?: TokenAuthority;
}

export interface ServerAddresses {
  /** `OFFHOOK_PUBLIC_URL`; null: the stored setting counts. */
  publicUrl: string | null;
  tftpPort: number;
  /** `OFFHOOK_HTTP_AUTH_STRATEGY` is `url_key`: URLs of phones carry the key of their tenant. */
  urlKeys?: boolean;
}

/** The plugin lines that are loaded in this process. */
export interface PluginCatalog {
  /** In the order of their ids. */
  list(): Promise<readonly PluginLine[]>;
  /** By id or alias. */
  find(name: string): Promise<PluginLine | null>;
  /** The folder of the family that a line comes from, by id. */
  folderOf(id: string): Promise<string | null>;
}

export interface ConfigureAttempt {
  tenantId: string;
  /** The device document, secrets in clear. */
  device: JsonObject;
  plugin: PluginLine;
  /** Flattened configuration with the base settings, before defaults. A fresh object. */
  rawConfig: JsonObject;
}

/**
 * Tries whether a device can be configured: by rendering its files. Null: it can. It reads through `store` alone: a
 * transaction that asked for a second connection could wait for one that waits for it.
 */
export interface Configurator {
  attempt(store: Store, attempt: ConfigureAttempt): Promise<ConfigError | null>;
}

/** Makes a phone fetch its configuration again. The error says why it can't. */
export interface PhoneNotifier {
  notify(phone: { device: JsonObject; plugin: PluginLine; rawConfig: JsonObject }): Promise<Result<void>>;
}
