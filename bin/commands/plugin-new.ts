import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { readEnv } from '../../lib/env';
import { formatProblem } from '../../lib/plugins/problem';
import { familyName, starterFamily, type StarterSpec } from '../../lib/plugins/starter/starter-family';
import { guessedStarter } from '../../lib/plugins/starter/guessed-starter';
import { STARTER_FORMATS, type StarterFormat } from '../../lib/plugins/starter/starter-template';
import { writeFamilyFiles } from '../../lib/plugins/starter/write-family';
import { parseOui } from '../../lib/shared/mac';
import { commandGroup, refuse } from './command-group';
import { bundledPlugins } from './plugin-folders';

interface Options {
  model: string[];
  tftp?: true;
  http: boolean;
  format?: StarterFormat;
  file?: string;
  root?: string;
  oui: string[];
  firmware: string;
  folder?: string;
  replace?: true;
  yes?: true;
}

const each = (value: string, before: string[]): string[] => [...before, value];

export function register(program: Command): void {
  commandGroup(program, 'plugin', 'Work on plugin families')
    .command('new')
    .description(
      'start a family: a folder that passes `plugin check`, to be filled with what the phones want',
    )
    .argument('<vendor>', 'as devices name it, e.g. Digium')
    .option('--model <name[:lines[:keys]]>', 'a model; may be repeated', each, [])
    .option('--no-http', 'the phones do not ask over HTTP')
    .option('--tftp', 'the phones ask over TFTP')
    .addOption(new Option('--format <format>', 'of their files').choices(STARTER_FORMATS))
    .option('--file <name>', "a phone's own file, with {mac} or {MAC} (default: {mac}.cfg)")
    .option('--root <segment>', 'first path segment of everything that they ask for')
    .option('--oui <prefix>', 'a MAC prefix, e.g. 00:0f:d3; may be repeated', each, [])
    .option('--firmware <version>', 'the firmware that the first line is for', '1.0')
    .option('--folder <folder>', 'where families live (default: plugins/ of the data folder)')
    .option('--replace', 'even if a family of this name is there, or comes with Offhook')
    .option('--yes', 'ask nothing')
    .action(create);
}

async function create(vendor: string, options: Options, command: Command): Promise<void> {
  const fail = (message: string): never => command.error(`error: ${message}`);
  const asked = await ask(options);
  const family = familyName(vendor);
  if (family === null) return fail('The vendor needs at least one letter of a to z or digit.');
  if (!options.http && !options.tftp) return fail('--no-http needs --tftp: the phones ask over something.');
  const ouis = options.oui.map((text) => parseOui(text) ?? fail(`${text} is no MAC prefix, e.g. 00:0f:d3.`));
  const spec = guessedStarter({
    vendor: vendor.trim(),
    family,
    models: asked.model.map(
      (text) => modelOf(text) ?? fail(`${text} is no model: NAME, NAME:LINES or NAME:LINES:KEYS.`),
    ),
    http: options.http,
    tftp: asked.tftp,
    format: asked.format,
    file: options.file ?? '{mac}.cfg',
    root: options.root ?? null,
    ouis,
    firmware: options.firmware,
  });
  const folder = join(options.folder ?? defaultFolder(fail), family);
  const written = await writeFamilyFiles(folder, starterFamily(spec), {
    bundled: bundledPlugins(),
    replace: options.replace ?? false,
  });
  if (!written.ok) return refuse(written.error);
  const { problems, before } = written.value;
  for (const problem of problems) console.log(formatProblem(family, problem));
  if (before !== null) console.log(`What was there is now ${before}.`);
  console.log(
    `${folder} is there. Next: docs/writing-a-plugin.md, and after each change\n  offhook plugin check ${folder}`,
  );
}

function defaultFolder(fail: (message: string) => never): string {
  const env = readEnv();
  return env.ok ? join(env.value.dataDir, 'plugins') : fail(env.error.message);
}

/** What was not said, from the person at the terminal; without one, what is most common. */
async function ask(options: Options): Promise<{ model: string[]; tftp: boolean; format: StarterFormat }> {
  let { model } = options;
  let tftp = options.tftp ?? false;
  let { format } = options;
  if (process.stdin.isTTY && !options.yes) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    if (model.length === 0) {
      const text = await terminal.question(
        'Models, as NAME[:LINES[:KEYS]], separated by spaces (none yet: Enter): ',
      );
      model = text.split(/[\s,]+/).filter(Boolean);
    }
    if (options.tftp === undefined && options.http)
      tftp = /^[yYoO]/.test(await terminal.question('Do they ask over TFTP too? [y/N] '));
    if (format === undefined) {
      const text = (
        await terminal.question(`Format of their files (${STARTER_FORMATS.join(', ')}) [xml]: `)
      ).trim();
      format = STARTER_FORMATS.find((one) => one === text);
    }
    terminal.close();
  }
  return { model, tftp, format: format ?? 'xml' };
}

function modelOf(text: string): StarterSpec['models'][number] | null {
  const [, name, lines, keys] = /^([\w][\w .+-]{0,39})(?::(\d{1,3}))?(?::(\d{1,3}))?$/.exec(text) ?? [];
  if (name === undefined) return null;
  return {
    name,
    ...(lines === undefined ? {} : { lines: Number(lines) }),
    ...(keys === undefined ? {} : { keys: Number(keys) }),
  };
}
