// `npm test`: every check and suite. `npm test -- --only unit` runs one, `--only unit,db` several.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { runSuite } from './test/run-suite.mjs';
import { suites } from './test/suites.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only?.split(',') ?? suites.map(({ name }) => name);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
fs.mkdirSync('.cache/test', { recursive: true });

const chosen = suites.filter(({ name }) => names.includes(name));
const results = [];

/** Suites of one stage share the machine; stages follow one another. */
for (const stage of new Set(chosen.map((suite) => suite.stage))) {
  const waiting = chosen.filter((suite) => suite.stage === stage);
  const lane = async () => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) results.push(await runSuite(suite));
  };
  await Promise.all([lane(), lane()]);
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log('');
for (const { name, passed, failed, seconds, note } of results) {
  console.log(`${name}: ${passed} passed, ${failed} failed${note ? `, ${note}` : ''} (${seconds} s)`);
}
console.log('');
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 || results.length === 0 ? 1 : 0);
