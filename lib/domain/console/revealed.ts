import type { ConfigView } from './config-view';
import type { DeviceFiles } from './device-detail';

/** A device's configuration and files with their secrets in clear. */
export interface Revealed {
  config: ConfigView;
  files: DeviceFiles;
}
