import type { DhcpFile } from '../domain/plugins/dhcp';
import type { IdentifyFile } from '../domain/plugins/identify';
import type { PluginLine } from '../domain/plugins/plugin';
import type { FamilySource } from './read-family';

/** A family that is ready for use. Plain data but for `source`, which the checks and the editor need. */
export interface Family {
  id: string;
  vendor: string;
  description: Record<string, string>;
  url: string | null;
  sources: string[];
  folder: string;
  /** Not in use until one of its lines is installed as a package. */
  optional: boolean;
  /** Folders of the family that lines come from which are not those of `folder`: installed packages. */
  lineFolders?: Readonly<Record<string, string>>;
  /** In the order of `plugin.json5`: the first is the one for a phone of which nothing more is known. */
  lines: PluginLine[];
  /** Lower-cased model name or alias to the id of its preferred line. */
  preferredLine: Record<string, string>;
  identify: IdentifyFile | null;
  dhcp: DhcpFile | null;
  source: FamilySource;
}
