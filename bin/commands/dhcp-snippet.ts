import { Argument, type Command } from 'commander';
import { dhcpAddresses } from '../../lib/dhcp/addresses';
import { HOOK_PATH, leaseHook } from '../../lib/dhcp/lease-hook';
import { DHCP_SERVERS, dhcpSnippet, type DhcpServer } from '../../lib/dhcp/snippet';
import { readEnv } from '../../lib/env';
import { dhcpFamilies, identifyingOptions } from '../../lib/plugins/dhcp-families';
import { defaultAddress } from '../start/default-address';
import { openRegistry, pluginsOption } from './plugin-folders';

interface Options {
  url?: string;
  tftpServer?: string;
  apiUrl?: string;
  hook: boolean;
  script?: true;
  plugins?: string[];
}

export function register(program: Command): void {
  program
    .command('dhcp-snippet')
    .description('write the DHCP configuration that leads the phones of the installed families to Offhook')
    .addArgument(new Argument('<server>', 'the DHCP server').choices(DHCP_SERVERS))
    .option('--url <url>', 'the URL that phones use (default: OFFHOOK_PUBLIC_URL, else this machine)')
    .option('--tftp-server <host>', 'name or address of the TFTP server (default: the host of the URL)')
    .option('--api-url <url>', 'the URL of the console, for the lease report (default: OFFHOOK_CONSOLE_URL)')
    .option('--no-hook', 'leave out the report of leases')
    .option('--script', `write the script that reports leases, to be installed as ${HOOK_PATH}`)
    .addOption(pluginsOption())
    .action(async (server: DhcpServer, options: Options, command: Command) => {
      const env = readEnv();
      if (!env.ok) return command.error(`error: ${env.error.message}`);
      const registry = await openRegistry(options.plugins);
      const families = dhcpFamilies(registry);
      const reportedOptions = identifyingOptions(registry);
      if (options.script) {
        process.stdout.write(leaseHook(server, { apiUrl: options.apiUrl ?? env.value.consoleUrl }));
        return;
      }
      const url =
        options.url ?? env.value.publicUrl ?? `http://${defaultAddress()}:${env.value.phoneHttpPort}`;
      const addresses = dhcpAddresses(url, options.tftpServer);
      if (!addresses.ok) return command.error(`error: ${addresses.error.message}`);
      const hook = options.hook ? HOOK_PATH : null;
      const snippet = dhcpSnippet(server, families, { addresses: addresses.value, reportedOptions, hook });
      if (!snippet.ok) return command.error(`error: ${snippet.error.message}`);
      process.stdout.write(snippet.value);
    });
}
