import type { Args, Expr, Param, Stmt, Target } from '../render/engine/ast';

/** Something that a template names, and the 1-based line of the statement that does. */
export interface Use {
  name: string;
  line: number;
}

/** What a template needs of its surroundings, as far as its text tells. */
export interface TemplateNames {
  /** Names that it reads, those it sets itself among them. */
  names: Use[];
  /** `root.member` where both are plain names, e.g. `vars.keys`. */
  members: (Use & { member: string })[];
  /** Names that it sets: variables, loop variables, macros and their parameters, imports. */
  bound: Set<string>;
  filters: Use[];
  tests: Use[];
  /** Templates that it extends, includes or imports under a fixed name. */
  templates: Use[];
  /** It extends, includes or imports a template whose name only a rendering knows. */
  dynamic: boolean;
}

export function templateNames(statements: readonly Stmt[]): TemplateNames {
  const collector = new Collector();
  collector.block(statements);
  return collector.found;
}

export function expressionNames(expression: Expr): TemplateNames {
  const collector = new Collector();
  collector.expr(expression);
  return collector.found;
}

class Collector {
  readonly found: TemplateNames = {
    names: [],
    members: [],
    bound: new Set(),
    filters: [],
    tests: [],
    templates: [],
    dynamic: false,
  };
  /** Expressions do not know where they stand: the statement around them does. */
  #line = 1;

  block(statements: readonly Stmt[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(s: Stmt): void {
    if ('line' in s) this.#line = s.line;
    switch (s.kind) {
      case 'text':
        return;
      case 'print':
      case 'do':
        return this.expr(s.expr);
      case 'if':
        for (const branch of s.branches) {
          this.#line = branch.line;
          this.expr(branch.test);
          this.block(branch.body);
        }
        return this.block(s.otherwise);
      case 'for':
        this.#bind(s.target);
        this.found.bound.add('loop');
        this.#exprs(s.items, s.filter);
        this.block(s.body);
        return this.block(s.otherwise);
      case 'set':
        this.#bind(s.target);
        return this.expr(s.value);
      case 'capture':
        this.#bind(s.target);
        this.#exprs(s.filter);
        return this.block(s.body);
      case 'macro':
        this.found.bound.add(s.name).add('caller').add('varargs').add('kwargs');
        this.#params(s.params);
        return this.block(s.body);
      case 'callBlock':
        this.expr(s.call);
        this.#params(s.params);
        return this.block(s.body);
      case 'filterBlock':
        this.expr(s.filter);
        return this.block(s.body);
      case 'block':
        this.found.bound.add('super');
        return this.block(s.body);
      case 'extends':
      case 'include':
        return this.#template(s.template);
      case 'import':
        this.found.bound.add(s.name);
        return this.#template(s.template);
      case 'from':
        for (const [, alias] of s.names) this.found.bound.add(alias);
        return this.#template(s.template);
      case 'with':
        for (const [target, value] of s.assigns) {
          this.#bind(target);
          this.expr(value);
        }
        return this.block(s.body);
      case 'autoescape':
        this.expr(s.enabled);
        return this.block(s.body);
    }
  }

  expr(e: Expr): void {
    switch (e.kind) {
      case 'const':
        return;
      case 'name':
        this.found.names.push({ name: e.name, line: this.#line });
        return;
      case 'list':
      case 'tuple':
        return this.#exprs(...e.items);
      case 'dict':
        return e.pairs.forEach((pair) => this.#exprs(...pair));
      case 'attr':
        if (e.target.kind === 'name') {
          this.found.members.push({ name: e.target.name, member: e.name, line: this.#line });
        }
        return this.expr(e.target);
      case 'item':
        if (e.target.kind === 'name' && e.key.kind === 'const' && typeof e.key.value === 'string') {
          this.found.members.push({ name: e.target.name, member: e.key.value, line: this.#line });
        }
        return this.#exprs(e.target, e.key);
      case 'slice':
        return this.#exprs(e.target, e.start, e.stop, e.step);
      case 'call':
        this.expr(e.target);
        return this.#args(e.args);
      case 'filter':
        this.found.filters.push({ name: e.name, line: e.line });
        this.#exprs(e.target);
        return this.#args(e.args);
      case 'test':
        this.found.tests.push({ name: e.name, line: e.line });
        this.expr(e.target);
        return this.#args(e.args);
      case 'cond':
        return this.#exprs(e.test, e.then, e.otherwise);
      case 'and':
      case 'or':
      case 'binary':
        return this.#exprs(e.left, e.right);
      case 'not':
      case 'negate':
      case 'plus':
        return this.expr(e.operand);
      case 'compare':
        return this.#exprs(e.first, ...e.rest.map((part) => part.value));
      case 'concat':
        return this.#exprs(...e.parts);
    }
  }

  #exprs(...expressions: (Expr | null)[]): void {
    for (const expression of expressions) if (expression) this.expr(expression);
  }

  #args(args: Args): void {
    this.#exprs(...args.positional, ...args.named.map(([, value]) => value), args.spread, args.spreadNamed);
  }

  #params(params: readonly Param[]): void {
    for (const param of params) {
      this.found.bound.add(param.name);
      this.#exprs(param.fallback);
    }
  }

  #bind(target: Target): void {
    if (target.kind === 'name') this.found.bound.add(target.name);
    else if (target.kind === 'tuple') target.items.forEach((item) => this.#bind(item));
    else this.found.names.push({ name: target.object, line: this.#line });
  }

  #template(template: Expr): void {
    if (template.kind === 'const' && typeof template.value === 'string') {
      this.found.templates.push({ name: template.value, line: this.#line });
    } else {
      this.found.dynamic = true;
      this.expr(template);
    }
  }
}
