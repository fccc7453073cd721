import type { Feature } from '../plugins/features';
import type { Capabilities } from '../plugins/schema';

/** A firmware line that supports a model. */
export interface CatalogueLine {
  id: string;
  version: string;
  /** Firmware of the model in this line, in the vendor's spelling. */
  firmware: string | null;
  protocols: ('http' | 'tftp')[];
}

/** A model that the installed families know. */
export interface CatalogueModel {
  family: string;
  vendor: string;
  name: string;
  /** Other spellings of the name. */
  aliases: string[];
  capabilities: Capabilities;
  /** What its preferred line can set up. */
  features: Feature[];
  /** The preferred one first. */
  lines: CatalogueLine[];
}

/** The same in the console's list. */
export interface CatalogueRow extends CatalogueModel {
  /** Devices of the fleet that are this model. */
  devices: number;
}

export interface CatalogueFile {
  path: string;
  alsoServedAs: string[];
  format: string;
  sensitive: boolean;
  /** The same for all phones of the line. */
  common: boolean;
}

/** Everything that is known of one model. */
export interface CatalogueDetail extends CatalogueRow {
  description: Record<string, string>;
  url: string | null;
  sources: string[];
  /** What phones of this model are called in the fleet, for a list of them. */
  names: string[];
  files: { line: string; files: CatalogueFile[] }[];
}
