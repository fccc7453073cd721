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
  /** Why it can't be loaded. */
  error: string | null;
}

export interface PluginFamilyView {
  family: string;
  vendor: string;
  lines: PluginLineView[];
  models: number;
  devices: number;
}
