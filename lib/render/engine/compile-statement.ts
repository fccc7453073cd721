import type { Stmt } from './ast';
import { compileExpression, compileFilterOn } from './compile-expression';
import { compileLoop } from './compile-loop';
import { compileMacro } from './compile-macro';
import { compileTarget } from './compile-target';
import type { CompiledTemplate, Execute } from './compiled';
import { TemplateFailure } from './failure';
import { mentions } from './mentions';
import { addBlocks, importModule, resolve, runBlock, runTemplate, selfModule } from './run-template';
import { Output, type Run } from './run';
import { Scope } from './scope';
import { Safe, truthy } from './values';

type Of<K extends Stmt['kind']> = Extract<Stmt, { kind: K }>;
/** Names that templates can't write, for what statements hand to their expressions. */
const CAPTURED = ' captured';
const CALLER = ' caller';

/** The statements of one template; blocks are gathered on the way. */
export class StatementCompiler {
  readonly blocks = new Map<string, Execute>();

  /** A sequence of statements as one. */
  readonly body = (statements: Stmt[]): Execute => {
    const compiled = statements.map((statement) => this.statement(statement));
    const [first, second] = compiled;
    if (!first) return () => undefined;
    if (!second) return first;
    return (scope, run, out) => {
      for (const execute of compiled) execute(scope, run, out);
    };
  };

  statement(statement: Stmt): Execute {
    switch (statement.kind) {
      case 'text': {
        const { value } = statement;
        return (_scope, run, out) => run.write(out, value);
      }
      case 'print': {
        const [value, { line }] = [compileExpression(statement.expr), statement];
        return (scope, run, out) => {
          run.line = line;
          run.print(out, value(scope, run));
        };
      }
      case 'if':
        return this.#if(statement);
      case 'for':
        return compileLoop(statement, this.body);
      case 'set': {
        const [assign, value, { line }] = [
          compileTarget(statement.target),
          compileExpression(statement.value),
          statement,
        ];
        return (scope, run) => {
          run.line = line;
          assign(scope, run, value(scope, run));
        };
      }
      case 'do': {
        const [value, { line }] = [compileExpression(statement.expr), statement];
        return (scope, run) => {
          run.line = line;
          value(scope, run);
        };
      }
      case 'capture':
        return this.#capture(statement);
      case 'filterBlock':
        return this.#filterBlock(statement);
      case 'macro': {
        const make = compileMacro(statement.name, statement.params, statement.body, this.body);
        const { name } = statement;
        return (scope, run) => scope.set(name, make(scope, run));
      }
      case 'callBlock':
        return this.#callBlock(statement);
      case 'with':
        return this.#with(statement);
      case 'autoescape':
        return this.#autoescape(statement);
      case 'block':
        return this.#block(statement);
      case 'extends': {
        const [template, { line }] = [compileExpression(statement.template), statement];
        return (scope, run) => {
          run.line = line;
          const frame = frameOf(run);
          if (frame.parent) throw new TemplateFailure('template_error', 'a template extends one other only');
          frame.parent = resolve(run, template(scope, run), false);
          if (frame.parent) addBlocks(frame, frame.parent);
        };
      }
      case 'include': {
        const [template, { line, ignoreMissing, withContext }] = [
          compileExpression(statement.template),
          statement,
        ];
        return (scope, run, out) => {
          run.line = line;
          const found = resolve(run, template(scope, run), ignoreMissing);
          if (found) runTemplate(run, found, new Scope(withContext ? scope : null), out);
        };
      }
      case 'import': {
        const [template, { line, name, withContext }] = [compileExpression(statement.template), statement];
        return (scope, run) => {
          run.line = line;
          const found = resolve(run, template(scope, run), false);
          if (found) scope.set(name, importModule(run, found, withContext ? scope : null));
        };
      }
      case 'from': {
        const [template, { line, names, withContext }] = [compileExpression(statement.template), statement];
        return (scope, run) => {
          run.line = line;
          const found = resolve(run, template(scope, run), false);
          if (!found) return;
          const { members } = importModule(run, found, withContext ? scope : null);
          for (const [name, alias] of names) {
            if (!members.has(name)) {
              throw new TemplateFailure(
                'template_error',
                `the template "${found.name}" has no "${name}" to import`,
              );
            }
            scope.set(alias, members.get(name));
          }
        };
      }
    }
  }

  #if(statement: Of<'if'>): Execute {
    const branches = statement.branches.map(({ test, body, line }) => ({
      test: compileExpression(test),
      body: this.body(body),
      line,
    }));
    const otherwise = this.body(statement.otherwise);
    return (scope, run, out) => {
      for (const { test, body, line } of branches) {
        run.line = line;
        if (truthy(test(scope, run))) return body(scope, run, out);
      }
      return otherwise(scope, run, out);
    };
  }

  #capture(statement: Of<'capture'>): Execute {
    const [assign, body, { line }] = [compileTarget(statement.target), this.body(statement.body), statement];
    const filter = statement.filter && compileFilterOn(statement.filter, (scope) => scope.lookup(CAPTURED));
    return (scope, run) => {
      const inner = new Scope(scope);
      const text = captured(run, inner, body);
      run.line = line;
      inner.set(CAPTURED, text);
      assign(scope, run, filter ? filter(inner, run) : text);
    };
  }

  #filterBlock(statement: Of<'filterBlock'>): Execute {
    const [body, { line }] = [this.body(statement.body), statement];
    const filter = compileFilterOn(statement.filter, (scope) => scope.lookup(CAPTURED));
    return (scope, run, out) => {
      const inner = new Scope(scope);
      inner.set(CAPTURED, captured(run, inner, body));
      run.line = line;
      run.print(out, filter(inner, run));
    };
  }

  #callBlock(statement: Of<'callBlock'>): Execute {
    const { call, params, line } = statement;
    if (call.kind !== 'call') throw new TemplateFailure('template_error', 'expected a call', undefined, line);
    const make = compileMacro('caller', params, statement.body, this.body);
    const named: typeof call.args.named = [...call.args.named, ['caller', { kind: 'name', name: CALLER }]];
    const value = compileExpression({ ...call, args: { ...call.args, named } });
    return (scope, run, out) => {
      run.line = line;
      const inner = new Scope(scope);
      inner.set(CALLER, make(scope, run));
      run.print(out, value(inner, run));
    };
  }

  #with(statement: Of<'with'>): Execute {
    const assigns = statement.assigns.map(([target, value]) => ({
      assign: compileTarget(target),
      value: compileExpression(value),
    }));
    const [body, { line }] = [this.body(statement.body), statement];
    return (scope, run, out) => {
      run.line = line;
      const inner = new Scope(scope);
      for (const { assign, value } of assigns) assign(inner, run, value(scope, run));
      body(inner, run, out);
    };
  }

  #autoescape(statement: Of<'autoescape'>): Execute {
    const [enabled, body] = [compileExpression(statement.enabled), this.body(statement.body)];
    return (scope, run, out) => {
      const before = run.escape;
      run.escape = truthy(enabled(scope, run)) ? run.formatEscape : (text) => text;
      body(new Scope(scope), run, out);
      run.escape = before;
    };
  }

  #block(statement: Of<'block'>): Execute {
    const { name, scoped, line } = statement;
    const body = this.body(statement.body);
    const usesSelf = mentions(statement.body, 'self');
    this.blocks.set(name, (scope, run, out) => {
      if (usesSelf) scope.set('self', selfModule(frameOf(run)));
      body(scope, run, out);
    });
    return (scope, run, out) => {
      const frame = frameOf(run);
      // the template extends another, which decides where its blocks go
      if (frame.parent) return;
      run.line = line;
      runBlock(run, frame, name, 0, scoped ? scope : frame.top, out);
    };
  }
}

/** The top-level statements stay apart: after `extends` the rest of them prints nothing. */
export function compileTemplate(name: string, source: object, statements: Stmt[]): CompiledTemplate {
  const compiler = new StatementCompiler();
  const body = statements.map((statement) => compiler.statement(statement));
  if (mentions(statements, 'self')) body.unshift((scope, run) => scope.set('self', selfModule(frameOf(run))));
  return { name, source, body, blocks: compiler.blocks };
}

function captured(run: Run, scope: Scope, body: Execute): Safe {
  const out = new Output();
  body(scope, run, out);
  run.size(out.text.length);
  return new Safe(out.text);
}

function frameOf(run: Run): NonNullable<Run['frame']> {
  if (!run.frame) throw new Error('a statement outside of a template');
  return run.frame;
}
