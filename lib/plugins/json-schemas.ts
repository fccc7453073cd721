import { z } from 'zod';
import { bootFile } from '../domain/plugins/boot';
import { dhcpFile } from '../domain/plugins/dhcp';
import { firmwareFile } from '../domain/plugins/firmware';
import { identifyFile } from '../domain/plugins/identify';
import { filesFile, modelsFile, pluginFile, valuesFile } from '../domain/plugins/schema';

const FILES = {
  plugin: pluginFile,
  models: modelsFile,
  files: filesFile,
  values: valuesFile,
  identify: identifyFile,
  dhcp: dhcpFile,
  boot: bootFile,
  firmware: firmwareFile,
};

/** The JSON Schema of each file of a family, for editors: text by file name (`docs/schemas/<name>`). */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => {
      // What a person writes, not what reading gives: defaults may be left out.
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
      const titled = { $schema, title: `Offhook plugin family: ${name}.json5`, ...rest };
      return [`${name}.schema.json`, `${JSON.stringify(titled, null, 2)}\n`];
    }),
  );
}
