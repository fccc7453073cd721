import type { FileFormat } from '../../domain/plugins/schema';
import type { Expr } from './ast';
import { compileExpression } from './compile-expression';
import { compileTemplate } from './compile-statement';
import type { CompiledTemplate, Evaluate } from './compiled';
import { escaperOf } from './escape';
import { TemplateFailure } from './failure';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { Output, Run } from './run';
import { runTemplate } from './run-template';
import { Scope } from './scope';
import { parseExpressionText, parseTemplate } from './statement-parser';
import { Safe, type PlainObject, type Value } from './values';

/** Template sources by name. Of several layers the first that has a name wins (administrator before plugin). */
export type TemplateLayer = Readonly<Record<string, string>>;

const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()@:+-]*(\/[\p{L}\p{N}_][\p{L}\p{N}_ .()@:+-]*)*$/u;
const MAX_NAME = 200;

/** What was compiled of a layer, good or bad; shared by all engines that have the layer. */
const compiledOf = new WeakMap<TemplateLayer, Map<string, CompiledTemplate | TemplateFailure>>();

/**
 * Jinja2 templates in a closed world. Sources are read by the lexer and parser of Nunjucks (with Jinja2's grammar) and
 * become closures; no JavaScript is made of them. A template reaches its context (plain data), the filters, tests and
 * functions of this folder and the templates of its layers, nothing else; what it may use is bounded by `limits`.
 * Every failure is a `TemplateFailure` with template and line.
 */
export class TemplateEngine {
  readonly #expressions = new Map<string, Evaluate>();

  constructor(
    readonly layers: readonly TemplateLayer[],
    readonly limits: Limits = DEFAULT_LIMITS,
  ) {}

  /** Whether any layer (or that one) has a template of this name. */
  has(name: string, layer?: number): boolean {
    return this.layers.some(
      (sources, i) => (layer === undefined || layer === i) && Object.hasOwn(sources, name),
    );
  }

  /** `context` is plain data (own members, no functions); it is never changed. */
  render(name: string, context: PlainObject, format: FileFormat): string {
    return this.#guarded(format, (run) => {
      const template = this.#find(name, null);
      if (!template) throw new TemplateFailure('no_template', `there is no template "${name}"`, name);
      const out = new Output();
      run.template = template;
      runTemplate(run, template, new Scope(new Scope(null, context)), out);
      return out.text;
    });
  }

  /** The value of an expression, e.g. of a `derive` entry. */
  evaluate(expression: string, context: PlainObject, format: FileFormat): Value {
    return this.#guarded(format, (run) => {
      let evaluate = this.#expressions.get(expression);
      if (!evaluate) {
        const parsed: Expr = parseExpressionText(expression);
        evaluate = compileExpression(parsed);
        this.#expressions.set(expression, evaluate);
      }
      return evaluate(new Scope(null, context), run);
    });
  }

  /** Compiles a template without rendering it: the failure, or null. */
  check(name: string): TemplateFailure | null {
    try {
      return this.#find(name, null)
        ? null
        : new TemplateFailure('no_template', `there is no template "${name}"`, name);
    } catch (error) {
      if (error instanceof TemplateFailure) return error;
      throw error;
    }
  }

  /** Marks a text as one that is not escaped again. */
  markSafe(text: string): Value {
    return new Safe(text);
  }

  #guarded<T>(format: FileFormat, work: (run: Run) => T): T {
    const run = new Run(this.limits, escaperOf(format), (name, from) => this.#find(name, from));
    try {
      return work(run);
    } catch (error) {
      const failure = failureOf(error);
      failure.template ??= run.template?.name;
      if (failure.template === run.template?.name) failure.line ??= run.line || undefined;
      throw failure;
    }
  }

  /** A template that names itself (to extend or include what it replaces) means the one of the next layer. */
  #find(name: string, from: CompiledTemplate | null): CompiledTemplate | null {
    if (name.length > MAX_NAME || !NAME.test(name)) return null;
    const first = from?.name === name ? this.layers.findIndex((layer) => layer === from.source) + 1 : 0;
    const layer = this.layers.slice(first).find((sources) => Object.hasOwn(sources, name));
    return layer ? this.#compiled(layer, name) : null;
  }

  #compiled(layer: TemplateLayer, name: string): CompiledTemplate {
    let known = compiledOf.get(layer);
    if (!known) compiledOf.set(layer, (known = new Map()));
    let compiled = known.get(name);
    if (!compiled) known.set(name, (compiled = this.#compile(layer, name)));
    if (compiled instanceof TemplateFailure) throw compiled.copy();
    return compiled;
  }

  #compile(layer: TemplateLayer, name: string): CompiledTemplate | TemplateFailure {
    const source = layer[name] ?? '';
    try {
      if (source.length > this.limits.sourceChars)
        throw new TemplateFailure('limit', 'the template is too large', name);
      return compileTemplate(name, layer, parseTemplate(source));
    } catch (error) {
      const failure = failureOf(error);
      failure.template ??= name;
      return failure;
    }
  }
}

/** Any exception as what the administrator is told. */
function failureOf(error: unknown): TemplateFailure {
  if (error instanceof TemplateFailure) return error;
  if (error instanceof RangeError)
    return new TemplateFailure('limit', 'the template needs too much memory or nesting');
  const failure = new TemplateFailure('template_error', 'the template engine could not run this');
  failure.cause = error;
  return failure;
}
