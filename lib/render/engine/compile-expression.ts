import type { Args, CompareOp, Expr } from './ast';
import type { Evaluate } from './compiled';
import { TemplateFailure } from './failure';
import { findFilter } from './filters/all-filters';
import { iterate } from './iterate';
import { Loop } from './loop';
import { attribute, callMember, item } from './members';
import { binary, concat, contains, negate, plus, slice } from './operators';
import { predicate } from './predicates';
import type { Run } from './run';
import type { Scope } from './scope';
import {
  entriesOf,
  equal,
  isMapping,
  keyOf,
  NO_NAMED,
  order,
  textOf,
  truthy,
  Tuple,
  type Named,
  type Value,
} from './values';

/** An expression as a closure. Unknown filters and tests fail here, with the line of their use. */
export function compileExpression(expr: Expr): Evaluate {
  switch (expr.kind) {
    case 'const': {
      const { value } = expr;
      return () => value;
    }
    case 'name': {
      const { name } = expr;
      return (scope) => scope.lookup(name);
    }
    case 'attr': {
      const [target, { name }] = [compileExpression(expr.target), expr];
      return (scope, run) => attribute(target(scope, run), name);
    }
    case 'item': {
      const [target, key] = [compileExpression(expr.target), compileExpression(expr.key)];
      return (scope, run) => item(target(scope, run), key(scope, run));
    }
    case 'slice': {
      const target = compileExpression(expr.target);
      const [start, stop, step] = [optional(expr.start), optional(expr.stop), optional(expr.step)];
      return (scope, run) =>
        slice(run, target(scope, run), start(scope, run), stop(scope, run), step(scope, run));
    }
    case 'tuple': {
      const items = expr.items.map(compileExpression);
      return (scope, run) => {
        run.elements(items.length);
        return Tuple.ofItems(items.map((value) => value(scope, run)));
      };
    }
    case 'list': {
      const items = expr.items.map(compileExpression);
      return (scope, run) => {
        run.elements(items.length);
        return run.own(items.map((value) => value(scope, run)));
      };
    }
    case 'dict': {
      const pairs = expr.pairs.map(
        ([key, value]) => [compileExpression(key), compileExpression(value)] as const,
      );
      return (scope, run) => {
        run.elements(pairs.length);
        return new Map(pairs.map(([key, value]) => [keyOf(key(scope, run)), value(scope, run)]));
      };
    }
    case 'cond': {
      const [test, then, otherwise] = [
        compileExpression(expr.test),
        compileExpression(expr.then),
        optional(expr.otherwise),
      ];
      return (scope, run) => (truthy(test(scope, run)) ? then(scope, run) : otherwise(scope, run));
    }
    case 'and':
    case 'or': {
      const [left, right, stopAt] = [
        compileExpression(expr.left),
        compileExpression(expr.right),
        expr.kind === 'or',
      ];
      return (scope, run) => {
        const value = left(scope, run);
        return truthy(value) === stopAt ? value : right(scope, run);
      };
    }
    case 'not': {
      const operand = compileExpression(expr.operand);
      return (scope, run) => !truthy(operand(scope, run));
    }
    case 'negate':
    case 'plus': {
      const [operand, sign] = [compileExpression(expr.operand), expr.kind === 'negate' ? negate : plus];
      return (scope, run) => sign(operand(scope, run));
    }
    case 'compare':
      return compileComparison(expr.first, expr.rest);
    case 'binary': {
      const [left, right, { op }] = [compileExpression(expr.left), compileExpression(expr.right), expr];
      return (scope, run) => binary(run, op, left(scope, run), right(scope, run));
    }
    case 'concat': {
      const parts = expr.parts.map(compileExpression);
      return (scope, run) =>
        concat(
          run,
          parts.map((part) => part(scope, run)),
        );
    }
    case 'filter':
      return compileFilter(expr, expr.target ? compileExpression(expr.target) : () => undefined);
    case 'test': {
      const target = compileExpression(expr.target);
      const args = compileArgs(expr.args);
      const test = atLine(expr.line, () => predicate(expr.name));
      return (scope, run) => test(run, target(scope, run), args.positional(scope, run));
    }
    case 'call':
      return compileCall(expr);
  }
}

/** A chain of filters on what `input` gives; used for filter and set blocks, whose chain has no target. */
export function compileFilterOn(expr: Expr, input: Evaluate): Evaluate {
  if (expr.kind !== 'filter') throw new TemplateFailure('template_error', 'expected a filter');
  return compileFilter(expr, expr.target ? compileFilterOn(expr.target, input) : input);
}

function compileFilter(expr: Extract<Expr, { kind: 'filter' }>, target: Evaluate): Evaluate {
  const filter = atLine(expr.line, () => findFilter(expr.name));
  const args = compileArgs(expr.args);
  return (scope, run) => {
    const value = target(scope, run);
    run.charge(1);
    return filter(run, value, args.positional(scope, run), args.named(scope, run));
  };
}

function compileCall(expr: Extract<Expr, { kind: 'call' }>): Evaluate {
  const { target, line } = expr;
  const args = compileArgs(expr.args);
  if (target.kind === 'attr') {
    const [object, { name }] = [compileExpression(target.target), target];
    return (scope, run) => {
      const { template } = run;
      const self = object(scope, run);
      run.line = line;
      const result = callMember(run, self, name, args.positional(scope, run), args.named(scope, run));
      [run.template, run.line] = [template, line];
      return result;
    };
  }
  const called = compileExpression(target);
  const name = target.kind === 'name' ? target.name : 'the expression';
  return (scope, run) => {
    const { template } = run;
    const value = called(scope, run);
    const [positional, named] = [args.positional(scope, run), args.named(scope, run)];
    run.line = line;
    const result =
      value instanceof Loop ? value.call(run, positional, named) : run.call(value, name, positional, named);
    [run.template, run.line] = [template, line];
    return result;
  };
}

interface CompiledArgs {
  positional: (scope: Scope, run: Run) => readonly Value[];
  named: (scope: Scope, run: Run) => Named;
}

const NO_ARGS: readonly Value[] = [];

export function compileArgs(args: Args): CompiledArgs {
  const positional = args.positional.map(compileExpression);
  const named = args.named.map(([name, value]) => [name, compileExpression(value)] as const);
  const [spread, spreadNamed] = [
    args.spread && compileExpression(args.spread),
    args.spreadNamed && compileExpression(args.spreadNamed),
  ];
  return {
    positional: (scope, run) => {
      if (positional.length === 0 && !spread) return NO_ARGS;
      const values = positional.map((value) => value(scope, run));
      return spread ? [...values, ...iterate(run, spread(scope, run))] : values;
    },
    named: (scope, run) => {
      if (named.length === 0 && !spreadNamed) return NO_NAMED;
      const values = new Map<string, Value>(named.map(([name, value]) => [name, value(scope, run)]));
      const more = spreadNamed?.(scope, run);
      if (isMapping(more)) for (const [name, value] of entriesOf(more)) values.set(textOf(name), value);
      return values;
    },
  };
}

function compileComparison(first: Expr, rest: { op: CompareOp; value: Expr }[]): Evaluate {
  const start = compileExpression(first);
  const steps = rest.map(({ op, value }) => ({ holds: comparison(op), value: compileExpression(value) }));
  const [only] = steps;
  if (steps.length === 1 && only) {
    return (scope, run) => only.holds(run, start(scope, run), only.value(scope, run));
  }
  return (scope, run) => {
    let left = start(scope, run);
    for (const { holds, value } of steps) {
      const right = value(scope, run);
      if (!holds(run, left, right)) return false;
      left = right;
    }
    return true;
  };
}

function comparison(op: CompareOp): (run: Run, a: Value, b: Value) => boolean {
  const ordered = (accept: (difference: number) => boolean) => (_run: Run, a: Value, b: Value) => {
    const difference = order(a, b);
    return difference !== null && accept(difference);
  };
  switch (op) {
    case '==':
      return (_run, a, b) => equal(a, b);
    case '!=':
      return (_run, a, b) => !equal(a, b);
    case '<':
      return ordered((difference) => difference < 0);
    case '<=':
      return ordered((difference) => difference <= 0);
    case '>':
      return ordered((difference) => difference > 0);
    case '>=':
      return ordered((difference) => difference >= 0);
    case 'in':
      return (run, a, b) => contains(run, b, a);
    case 'not in':
      return (run, a, b) => !contains(run, b, a);
  }
}

function optional(expr: Expr | null): Evaluate {
  return expr ? compileExpression(expr) : () => undefined;
}

function atLine<T>(line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateFailure) error.line ??= line;
    throw error;
  }
}
