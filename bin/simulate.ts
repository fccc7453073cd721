import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readEnv } from '../lib/env';
import { readRegistry } from '../lib/plugins/registry';
import { planFleet, runFleet, type FleetOptions } from '../test/fake-phones/fleet';
import { FleetReport } from '../test/fake-phones/report';

const DEFAULT_MIX = 'yealink=40,snom=20,polycom=15,cisco-spa=10,cisco-sccp=5,digium=10';

/** Those of a server that is started here, by this user, with these variables. */
const environment = readEnv();

const program = new Command('simulate')
  .description(
    'A fleet of fake phones that start as real ones do: a lease, then the files of their vendor, in its order.',
  )
  .option('--phones <n>', 'how many phones', positive, 500)
  .addOption(
    new Option('--mix <family=share,…>', 'families and their shares')
      .argParser(mixOf)
      .default(mixOf(DEFAULT_MIX), DEFAULT_MIX),
  )
  .option(
    '--target <url>',
    'where phones ask by HTTP',
    (text) => new URL(text),
    new URL('http://127.0.0.1:8667'),
  )
  .option(
    '--tftp-port <port>',
    'where phones ask by TFTP, on the host of --target',
    positive,
    environment.ok ? environment.value.tftpPort : 69,
  )
  .option('--api <url>', 'REST root to report leases to, e.g. http://127.0.0.1:8666 (with --token)')
  .option('--token <token>', 'API token for --api')
  .option('--parallel <n>', 'phones that start at the same time', positive, 50)
  .option('--rate <n>', 'phones that start each second; 0: as fast as --parallel lets them', Number, 0)
  .option('--boots <n>', 'how often each phone starts', positive, 1)
  .option('--seed <n>', 'another seed makes other phones', Number, 1)
  .option('--plugins <folder>', 'folder of the families', 'plugins')
  .option('--json [file]', 'write the result as JSON to a file, or to standard output')
  .action(async (options) => {
    process.exitCode = await simulate(options);
  });

interface Options {
  phones: number;
  mix: ReadonlyMap<string, number>;
  target: URL;
  tftpPort: number;
  api?: string;
  token?: string;
  parallel: number;
  rate: number;
  boots: number;
  seed: number;
  plugins: string;
  json?: string | true;
}

async function simulate(options: Options): Promise<number> {
  if (!environment.ok) throw new Error(environment.error.message);
  if (options.api && !options.token) throw new Error('--api needs --token.');
  const fleet: FleetOptions = {
    phones: options.phones,
    mix: options.mix,
    parallel: options.parallel,
    rate: options.rate,
    boots: options.boots,
    seed: options.seed,
    ownAddresses: /^127\./.test(options.target.hostname),
    target: {
      httpUrl: options.target,
      tftpPort: options.tftpPort,
      api:
        options.api && options.token ? { url: options.api.replace(/\/$/, ''), token: options.token } : null,
    },
  };
  const folder = resolve(options.plugins);
  const plans = await planFleet(fleet, folder, await readRegistry([folder]));
  const report = new FleetReport(plans.length);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const total = plans.length * fleet.boots;
  const live = process.stderr.isTTY;
  const ticker = setInterval(
    () => process.stderr.write(live ? `\r${report.line(total)}` : `${report.line(total)}\n`),
    live ? 250 : 5_000,
  );
  await runFleet(plans, fleet, (boot) => report.add(boot), stop.signal);
  clearInterval(ticker);
  process.stderr.write(`${live ? '\r' : ''}${report.line(total)}\n`);
  const result = report.result();
  for (const { family, model, mac, problem } of result.failures) {
    process.stderr.write(`failed: ${family} ${model} ${mac}: ${problem}\n`);
  }
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (options.json === true) process.stdout.write(text);
  else if (options.json) await writeFile(options.json, text);
  else process.stdout.write(summary(result));
  return result.failed === 0 && result.boots === total ? 0 : 1;
}

function summary({
  configured,
  boots,
  seconds,
  requests,
  bytes,
  requestMs,
  families,
}: ReturnType<FleetReport['result']>): string {
  const rows = Object.entries(families).map(
    ([name, { boots: all, configured: good }]) => `  ${name.padEnd(14)} ${good} of ${all}`,
  );
  return [
    `${configured} of ${boots} starts ended with a configured phone, in ${seconds} s.`,
    `${requests} requests, ${(bytes / 1e6).toFixed(1)} MB; p50 ${requestMs.p50} ms, p99 ${requestMs.p99} ms, slowest ${requestMs.max} ms.`,
    ...rows,
    '',
  ].join('\n');
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1.');
  return number;
}

function mixOf(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split(',').map((part) => {
      const [family = '', share = ''] = part.split('=');
      if (!/^[a-z0-9-]+$/.test(family) || !(Number(share) > 0)) {
        throw new InvalidArgumentError('family=share, joined by commas, e.g. yealink=40,snom=20.');
      }
      return [family, Number(share)];
    }),
  );
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
