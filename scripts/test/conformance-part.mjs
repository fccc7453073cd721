// One part of the comparison with reference values.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import json5 from 'json5';

const source = process.env.OFFHOOK_CONFORMANCE_DIR;
const offhook = (command) => `${process.execPath} ${path.resolve('dist/offhook.mjs')} ${command}`;
/** Seconds of one core in which all cases are rendered and compared, whatever else the machine does. */
const MAX_SECONDS = 60;

const PARTS = {
  parameters() {
    const limits = ['--min-vendor', '99.5', '--min-model', '99', '--max-extra', '1'];
    const allowed = ['--allow', path.resolve('docs/conformance/allow.json')];
    run('compare.mjs', '--cases', source, '--render', offhook('render'), '--quiet', ...limits, ...allowed);
    const seconds = secondsOfChildren();
    console.log(`all cases rendered and compared in ${seconds.toFixed(1)} s of one core`);
    if (seconds > MAX_SECONDS) fail(`that is more than ${MAX_SECONDS} s`);
  },
  common() {
    run(
      'common-check.mjs',
      '--cases',
      source,
      '--render',
      offhook('render'),
      '--min',
      '99',
      '--max-extra',
      '1',
    );
  },
  crash() {
    const inputs = path.join(source, 'crash_inputs.json.gz');
    run('crash-check.mjs', '--cases', inputs, '--render', offhook('render'), '--strict');
  },
  identify() {
    const requests = path.join(source, 'identify.jsonl.gz');
    const limits = ['--min', '100', '--with-association'];
    run('identify-check.mjs', '--cases', requests, '--identify', offhook('identify'), ...limits);
  },
  /** Every stock plugin is a line or an alias of one, every model of the catalogue a model. */
  names() {
    const { lines, models } = ourNames();
    const catalogue = JSON.parse(fs.readFileSync(path.join(source, 'models.json'), 'utf8'));
    const all = [...catalogue.models, ...catalogue.models_without_reference_values];
    const plugins = new Set(
      [...all, ...catalogue.dead_stock_plugins, ...catalogue.partly_broken_stock_plugins].flatMap((entry) => [
        ...(entry.stock_plugin ? [entry.stock_plugin] : []),
        ...(entry.stock_plugins ?? []),
        ...(entry.older_stock_plugins ?? []),
      ]),
    );
    const absent = [
      ...[...plugins].filter((name) => !lines.has(bareName(name))),
      ...all
        .map(({ vendor, model }) => `${vendor} ${model}`)
        .filter((name) => !models.has(name.toLowerCase())),
    ];
    console.log(`${plugins.size} stock plugins, ${all.length} models, ${absent.length} of them unknown here`);
    if (plugins.size === 0 || absent.length > 0) fail(absent.join('\n'));
  },
};

PARTS[process.argv[2]]();

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [path.join(source, script), ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Time of the processor that ended children took, with their own: fields 16 and 17 of proc_pid_stat(5), in 1/100 s. */
function secondsOfChildren() {
  const fields = fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Lines are named with and without the prefix of the platform; models as "vendor model" in lower case. */
function ourNames() {
  const lines = new Set();
  const models = new Set();
  for (const family of fs.readdirSync('plugins')) {
    const read = (file) => json5.parse(fs.readFileSync(path.join('plugins', family, file), 'utf8'));
    const plugin = read('plugin.json5');
    for (const line of plugin.lines) {
      for (const name of [line.id, ...(line.aliases ?? [])]) lines.add(bareName(name));
    }
    for (const [name, model] of Object.entries(read('models.json5').models)) {
      for (const spelling of [name, ...(model.aliases ?? [])])
        models.add(`${plugin.vendor} ${spelling}`.toLowerCase());
    }
  }
  return { lines, models };
}

function bareName(name) {
  return name.replace(/^(wazo|xivo)-/, '');
}
