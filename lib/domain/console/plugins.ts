import type { Capabilities } from '../plugins/schema';

export interface PluginModelView {
  name: string;
  firmware: string | null;
  capabilities: Capabilities;
}

export interface PluginLineView {
  id: string;
  version: string;
  firmware: string | null;
  description: Record<string, string>;
  aliases: string[];
  protocols: ('http' | 'tftp')[];
  models: PluginModelView[];
  files: { path: string; format: string; sensitive: boolean }[];
  /** Devices that use the line. */
  devices: number;
  /** Names under which devices use it: its id or aliases. */
  names: string[];
}

export interface PluginFamilyView {
  family: string;
  vendor: string;
  description: Record<string, string>;
  lines: PluginLineView[];
  models: number;
  devices: number;
  /** Why it can't be loaded. */
  problem: string | null;
}
