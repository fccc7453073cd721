import { Command } from 'commander';
import * as backup from './backup';
import * as completion from './completion';
import * as configs from './configs';
import * as devices from './devices';
import * as dhcpSnippet from './dhcp-snippet';
import * as doctor from './doctor';
import * as events from './events';
import * as exportStorage from './export-storage';
import * as identify from './identify';
import * as importStorage from './import-storage';
import * as keysRotate from './keys-rotate';
import * as learn from './learn';
import * as massUpdatePlugin from './mass-update-plugin';
import * as packages from './packages';
import * as parameters from './parameters';
import * as pluginCheck from './plugin-check';
import * as pluginNew from './plugin-new';
import * as pluginPackage from './plugin-package';
import * as pluginPhones from './plugin-phones';
import * as pluginSchemas from './plugin-schemas';
import * as plugins from './plugins';
import * as render from './render';
import * as tenants from './tenants';
import * as tokens from './tokens';
import * as userResetPassword from './user-reset-password';
import * as users from './users';

/** Every command of `offhook`, in the order in which help lists them. */
export function createProgram(): Command {
  const program = new Command('offhook')
    .description('Command line of Offhook, the provisioning server for IP phones')
    .showHelpAfterError('(--help tells what the command takes)')
    .exitOverride();
  for (const command of [
    backup,
    completion,
    configs,
    devices,
    dhcpSnippet,
    doctor,
    events,
    exportStorage,
    identify,
    importStorage,
    keysRotate,
    learn,
    massUpdatePlugin,
    packages,
    parameters,
    pluginCheck,
    pluginNew,
    pluginPackage,
    pluginPhones,
    pluginSchemas,
    plugins,
    render,
    tenants,
    tokens,
    userResetPassword,
    users,
  ])
    command.register(program);
  return program;
}
