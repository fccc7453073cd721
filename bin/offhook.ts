import { Command } from 'commander';
import * as dhcpSnippet from './commands/dhcp-snippet';
import * as exportStorage from './commands/export-storage';
import * as identify from './commands/identify';
import * as importStorage from './commands/import-storage';
import * as keysRotate from './commands/keys-rotate';
import * as pluginCheck from './commands/plugin-check';
import * as pluginNew from './commands/plugin-new';
import * as pluginPhones from './commands/plugin-phones';
import * as pluginSchemas from './commands/plugin-schemas';
import * as render from './commands/render';
import * as userResetPassword from './commands/user-reset-password';

const program = new Command('offhook')
  .description('Command line of Offhook, the provisioning server for IP phones')
  .showHelpAfterError('(--help tells what the command takes)');

for (const command of [
  dhcpSnippet,
  exportStorage,
  identify,
  importStorage,
  keysRotate,
  pluginCheck,
  pluginNew,
  pluginPhones,
  pluginSchemas,
  render,
  userResetPassword,
])
  command.register(program);

await program.parseAsync();
