// One part of the comparison with reference values, on the cases whose stock plugin one of our families stands for.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import json5 from 'json5';

const LIMITS = { minParity: '99', minModelParity: '99', maxExtra: '1', minIdentified: '100' };

const part = process.argv[2];
const source = process.env.OFFHOOK_CONFORMANCE_DIR;
const work = path.resolve('.cache/test/conformance', part);
fs.rmSync(work, { recursive: true, force: true });
fs.mkdirSync(work, { recursive: true });

const covered = coveredPlugins();
const isCovered = (stockPlugin) =>
  covered.has(stockPlugin) || covered.has(String(stockPlugin).replace(/^(wazo|xivo)-/, ''));
const offhook = (command) => `${process.execPath} ${path.resolve('dist/offhook.mjs')} ${command}`;

const PARTS = {
  parameters() {
    copyRules();
    const cases = eachJsonLines('phones', (item) => isCovered(item.stock_plugin));
    const limits = [
      '--min',
      LIMITS.minParity,
      '--min-model',
      LIMITS.minModelParity,
      '--max-extra',
      LIMITS.maxExtra,
    ];
    return [cases, 'compare.mjs', '--cases', work, '--render', offhook('render'), ...limits];
  },
  common() {
    copyRules();
    let files = 0;
    fs.mkdirSync(path.join(work, 'common'), { recursive: true });
    for (const name of fs.readdirSync(path.join(source, 'common'))) {
      const plugins = Object.entries(readJson(path.join(source, 'common', name))).filter(([plugin]) =>
        isCovered(plugin),
      );
      if (plugins.length > 0)
        fs.writeFileSync(path.join(work, 'common', name), JSON.stringify(Object.fromEntries(plugins)));
      files += plugins.length;
    }
    return [
      files,
      'common-check.mjs',
      '--cases',
      work,
      '--render',
      offhook('render'),
      '--min',
      LIMITS.minParity,
      '--max-extra',
      LIMITS.maxExtra,
    ];
  },
  crash() {
    const all = JSON.parse(gunzipSync(fs.readFileSync(path.join(source, 'crash_inputs.json.gz'))).toString());
    const plugins = Object.entries(all.plugins).filter(([plugin]) => isCovered(plugin));
    const file = path.join(work, 'crash_inputs.json.gz');
    fs.writeFileSync(file, gzipSync(JSON.stringify({ ...all, plugins: Object.fromEntries(plugins) })));
    return [plugins.length, 'crash-check.mjs', '--cases', file, '--render', offhook('render'), '--strict'];
  },
  identify() {
    const wanted = (item) => item.identified === false || isCovered(item.stock_plugin);
    const lines = readJsonLines(path.join(source, 'identify.jsonl.gz')).filter(wanted);
    const file = path.join(work, 'identify.jsonl.gz');
    writeJsonLines(file, lines);
    return [
      lines.length,
      'identify-check.mjs',
      '--cases',
      file,
      '--identify',
      offhook('identify'),
      '--min',
      LIMITS.minIdentified,
      '--with-association',
    ];
  },
};

const [cases, script, ...args] = PARTS[part]();
if (cases === 0) {
  console.error(`No case of ${part} is about one of our families: ${[...covered].join(' ')}`);
  process.exit(1);
}
const run = spawnSync(process.execPath, [path.join(source, script), ...args], { stdio: 'inherit' });
process.exit(run.status ?? 1);

/** Ids and aliases of every line of every family. */
function coveredPlugins() {
  const families = fs.readdirSync('plugins').map((family) => path.join('plugins', family, 'plugin.json5'));
  const names = families
    .filter((file) => fs.existsSync(file))
    .flatMap((file) => json5.parse(fs.readFileSync(file, 'utf8')).lines)
    .flatMap((line) => [line.id, ...(line.aliases ?? [])]);
  return new Set(names);
}

function copyRules() {
  fs.mkdirSync(path.join(work, 'phones'), { recursive: true });
  for (const name of fs
    .readdirSync(path.join(source, 'phones'))
    .filter((file) => file.endsWith('.rules.json'))) {
    fs.copyFileSync(path.join(source, 'phones', name), path.join(work, 'phones', name));
  }
}

function eachJsonLines(folder, wanted) {
  let count = 0;
  for (const name of fs.readdirSync(path.join(source, folder)).filter((file) => file.endsWith('.jsonl.gz'))) {
    const lines = readJsonLines(path.join(source, folder, name)).filter(wanted);
    if (lines.length > 0) writeJsonLines(path.join(work, folder, name), lines);
    count += lines.length;
  }
  return count;
}

function readJsonLines(file) {
  const lines = gunzipSync(fs.readFileSync(file)).toString().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

function writeJsonLines(file, lines) {
  fs.writeFileSync(file, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
