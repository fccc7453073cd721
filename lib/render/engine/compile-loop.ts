import type { Stmt } from './ast';
import { compileExpression } from './compile-expression';
import { compileTarget } from './compile-target';
import type { Execute } from './compiled';
import { iterate } from './iterate';
import { Loop } from './loop';
import { mentions } from './mentions';
import { Output, type Run } from './run';
import { Scope } from './scope';
import { Safe, truthy, type Value } from './values';

export function compileLoop(
  statement: Extract<Stmt, { kind: 'for' }>,
  compileBody: (body: Stmt[]) => Execute,
): Execute {
  const { line, recursive } = statement;
  const assign = compileTarget(statement.target);
  const source = compileExpression(statement.items);
  const filter = statement.filter && compileExpression(statement.filter);
  const body = compileBody(statement.body);
  const otherwise = compileBody(statement.otherwise);
  // a caller's body and an included template may use the loop without this template saying so
  const needsLoop = recursive || mentions(statement.body, 'loop') || hasInclude(statement.body);

  const chosen = (scope: Scope, run: Run, values: Value): readonly Value[] => {
    const items = iterate(run, values);
    if (!filter) return Array.isArray(values) && run.ownLists.has(items) ? [...items] : items;
    return items.filter((item) => {
      run.charge(1);
      const inner = new Scope(scope);
      assign(inner, run, item);
      return truthy(filter(inner, run));
    });
  };
  const repeat = (scope: Scope, run: Run, out: Output, values: Value, depth0: number): void => {
    const items = chosen(scope, run, values);
    if (items.length === 0) return otherwise(scope, run, out);
    const loop = needsLoop
      ? new Loop(items, depth0, recursive ? (state, more, depth) => again(scope, state, more, depth) : null)
      : null;
    for (const item of items) {
      run.charge(1);
      const inner = new Scope(scope);
      assign(inner, run, item);
      if (loop) {
        loop.index0 += 1;
        inner.set('loop', loop);
      }
      body(inner, run, out);
    }
  };
  const again = (scope: Scope, run: Run, values: Value, depth0: number): Safe => {
    run.enter();
    const out = new Output();
    repeat(scope, run, out, values, depth0);
    run.leave();
    return new Safe(out.text);
  };
  return (scope, run, out) => {
    run.line = line;
    repeat(scope, run, out, source(scope, run), 0);
  };
}

function hasInclude(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasInclude);
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && (node.kind === 'include' || node.kind === 'block')) return true;
  return Object.values(node).some(hasInclude);
}
