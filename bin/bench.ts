import { Command, InvalidArgumentError, Option } from 'commander';
import { Cleanup } from '../test/bench/cleanup';
import { runBareServer } from '../test/bench/load/bare-server';
import { runSteadyLoad } from '../test/bench/load/steady-load';
import { runTftpLoad } from '../test/bench/load/tftp-load';
import type { Source } from '../test/bench/phones';
import { PARTS, planOf, type Part } from '../test/bench/plan';
import { targetsOf } from '../test/bench/result';
import { runBench } from '../test/bench/run';
import { tableOf } from '../test/bench/table';

/** Exit status of a run whose figures say nothing. */
const EXIT_VOID = 2;

interface Options {
  json?: boolean;
  quick?: boolean;
  only?: readonly Part[];
  source: Source;
  check?: boolean;
  profile?: string;
}

const program = new Command('bench')
  .description(
    'Measures Offhook on this machine against its targets: its own database in a temporary folder, real processes, ' +
      'real sockets on the loopback interface. Docs: docs/performance.md.',
  )
  .option('--json', 'write the figures as one JSON object to standard output, nothing else')
  .option('--quick', 'small fleets (2,000 phones) and short runs: within a minute, figures only indicate')
  .option('--only <parts>', `only these parts, joined by commas: ${PARTS.join(', ')}`, partsOf)
  .addOption(
    new Option(
      '--source <mode>',
      'known phones have an address each (proxy: X-Forwarded-For), or share one (nat)',
    )
      .choices(['proxy', 'nat'])
      .default('proxy'),
  )
  .option('--check', 'exit with 1 when a target is missed')
  .option('--profile <folder>', 'write processor profiles of the servers there; figures are worse meanwhile')
  .addHelpText('after', '\nExit status: 0 measured, 1 failed (with --check: a target is missed), 2 void.')
  .action(bench);

// The parts of the load that need a process of their own.
program.command('serve-bare', { hidden: true }).action(runBareServer);
program.command('ask-steadily', { hidden: true }).action(runSteadyLoad);
program.command('fetch-tftp', { hidden: true }).action(runTftpLoad);

async function bench(options: Options): Promise<void> {
  const cleanup = new Cleanup();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      process.stderr.write(`bench: ended by ${signal}\n`);
      void cleanup.run().then(() => process.exit(130));
    });
  }
  const startedAt = Date.now();
  const tell = (text: string): void => {
    process.stderr.write(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(5)} s  ${text}\n`);
  };
  try {
    const result = await runBench(planOf(options), cleanup, { profiles: options.profile ?? null, tell });
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `\n${tableOf(result)}`);
    if (result.machine.void !== undefined) {
      process.stderr.write(`bench: the run is void: ${result.machine.void}\n`);
      process.exitCode = EXIT_VOID;
    } else if (
      options.check &&
      targetsOf(result).some(({ part, met }) => result[part] !== undefined && !met)
    ) {
      process.exitCode = 1;
    }
  } finally {
    await cleanup.run();
  }
}

function partsOf(text: string): readonly Part[] {
  return text.split(',').map((name) => {
    const part = PARTS.find((each) => each === name);
    if (!part) throw new InvalidArgumentError(`parts are ${PARTS.join(', ')}.`);
    return part;
  });
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
