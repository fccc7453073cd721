import { TemplateFailure } from './failure';
import { contains } from './operators';
import type { Run } from './run';
import { Callable, equal, isMapping, isNumeric, isText, order, rawText, Safe, type Value } from './values';

/** What stands behind `is`. */
export type Predicate = (run: Run, value: Value, args: readonly Value[]) => boolean;

const isInteger = (value: Value) => typeof value === 'number' && Number.isInteger(value);
const compared =
  (accept: (difference: number) => boolean): Predicate =>
  (_run, value, [other]) => {
    const difference = order(value, other);
    return difference !== null && accept(difference);
  };
const isEqual: Predicate = (_run, value, [other]) => equal(value, other);
const isIterable = (value: Value) =>
  isText(value) || Array.isArray(value) || isMapping(value) || value === undefined;

const PREDICATES: ReadonlyMap<string, Predicate> = new Map<string, Predicate>([
  ['defined', (_run, value) => value !== undefined],
  ['undefined', (_run, value) => value === undefined],
  ['none', (_run, value) => value === null],
  ['boolean', (_run, value) => typeof value === 'boolean'],
  ['true', (_run, value) => value === true],
  ['false', (_run, value) => value === false],
  ['number', (_run, value) => isNumeric(value)],
  ['integer', (_run, value) => isInteger(value)],
  ['float', (_run, value) => typeof value === 'number' && !Number.isInteger(value)],
  ['string', (_run, value) => isText(value)],
  ['mapping', (_run, value) => isMapping(value)],
  ['iterable', (_run, value) => isIterable(value)],
  ['sequence', (_run, value) => isIterable(value)],
  ['callable', (_run, value) => value instanceof Callable],
  ['escaped', (_run, value) => value instanceof Safe],
  ['lower', (_run, value) => cased(value, (text) => text.toLowerCase())],
  ['upper', (_run, value) => cased(value, (text) => text.toUpperCase())],
  ['odd', (_run, value) => isNumeric(value) && Math.abs(Number(value) % 2) === 1],
  ['even', (_run, value) => isNumeric(value) && Number(value) % 2 === 0],
  [
    'divisibleby',
    (_run, value, [by]) => isNumeric(value) && isNumeric(by) && Number(value) % Number(by) === 0,
  ],
  ['sameas', (_run, value, [other]) => value === other],
  ['in', (run, value, [container]) => contains(run, container, value)],
  ...['eq', 'equalto', '=='].map((name): [string, Predicate] => [name, isEqual]),
  ...['ne', '!='].map((name): [string, Predicate] => [
    name,
    (run, value, args) => !isEqual(run, value, args),
  ]),
  ...['lt', 'lessthan', '<'].map((name): [string, Predicate] => [name, compared((d) => d < 0)]),
  ...['le', '<='].map((name): [string, Predicate] => [name, compared((d) => d <= 0)]),
  ...['gt', 'greaterthan', '>'].map((name): [string, Predicate] => [name, compared((d) => d > 0)]),
  ...['ge', '>='].map((name): [string, Predicate] => [name, compared((d) => d >= 0)]),
]);

export function predicate(name: string): Predicate {
  const found = PREDICATES.get(name);
  if (!found) throw new TemplateFailure('template_error', `there is no test "${name}"`);
  return (run, value, args) => {
    run.charge(1);
    return found(run, value, args);
  };
}

function cased(value: Value, change: (text: string) => string): boolean {
  const text = rawText(value);
  return text !== null && text === change(text) && text.toLowerCase() !== text.toUpperCase();
}
