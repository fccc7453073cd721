import type { Args, BinaryOp, CompareOp, Expr } from './ast';
import { Parser, TOKEN, type Token } from './nunjucks-front';

const COMPARE: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const CONSTANTS: Record<string, boolean | null> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};
/** Names that end an expression or join two. */
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'elif']);
const MAX_NESTING = 100;

function isCompareOp(text: string): text is CompareOp {
  return COMPARE.includes(text);
}

/** Jinja2's expression grammar (precedence: `if`, or, and, not, comparison, `+ -`, `~`, `* / // %`, `**`, unary). */
export class ExpressionParser extends Parser {
  #nesting = 0;

  override parseExpression(): Expr {
    return this.nested(() => this.#conditional(true));
  }

  /** An expression that may be a tuple without parentheses: `a, b`. */
  parseTuple(): Expr {
    const first = this.parseExpression();
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.skipOperator(',')) {
      if (this.#atEnd()) break;
      items.push(this.parseExpression());
    }
    return { kind: 'tuple', items };
  }

  /** What `for` runs over: `if` behind it belongs to the loop. */
  parseIterated(): Expr {
    const first = this.#conditional(false);
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.skipOperator(',')) items.push(this.#conditional(false));
    return { kind: 'tuple', items };
  }

  /** One or more filters on nothing yet, as in `{% filter upper|trim %}`. */
  parseFilterChain(): Expr {
    let filter = this.#filter(null);
    while (this.skipOperator('|')) filter = this.#filter(filter);
    return filter;
  }

  parseName(): string {
    const token = this.expect(TOKEN.symbol);
    if (RESERVED.has(token.value) || Object.hasOwn(CONSTANTS, token.value)) this.unexpected(token);
    return token.value;
  }

  /** Arguments with their parentheses. */
  parseArgs(): Args {
    const args: Args = { positional: [], named: [], spread: null, spreadNamed: null };
    this.expectOperator('(');
    while (!this.skipOperator(')')) {
      this.#argument(args);
      if (!this.isOperator(')')) this.expectOperator(',');
    }
    return args;
  }

  isOperator(value: string): boolean {
    const token = this.peekToken();
    return token?.type === TOKEN.operator && token.value === value;
  }

  skipOperator(value: string): boolean {
    return this.skipValue(TOKEN.operator, value);
  }

  expectOperator(value: string): Token {
    const token = this.nextToken();
    if (token?.type !== TOKEN.operator || token.value !== value) {
      this.fail(`expected "${value}", got ${describe(token)}`, token?.lineno, token?.colno);
    }
    return token;
  }

  unexpected(token: Token | null): never {
    this.fail(`unexpected ${describe(token)}`, token?.lineno, token?.colno);
  }

  line(): number {
    return (this.peekToken()?.lineno ?? this.tokens.lineno) + 1;
  }

  /** Deep nesting would exhaust the stack. */
  nested<T>(parse: () => T): T {
    if (++this.#nesting > MAX_NESTING) this.fail(`nested more than ${MAX_NESTING} levels deep`);
    const result = parse();
    this.#nesting -= 1;
    return result;
  }

  #argument(args: Args): void {
    if (this.skipOperator('**')) args.spreadNamed = this.parseExpression();
    else if (this.skipOperator('*')) args.spread = this.parseExpression();
    else {
      const value = this.parseExpression();
      if (value.kind === 'name' && this.skipOperator('='))
        args.named.push([value.name, this.parseExpression()]);
      else if (args.named.length > 0) this.fail('a positional argument follows a named one');
      else args.positional.push(value);
    }
  }

  #conditional(withIf: boolean): Expr {
    let expr = this.#or();
    while (withIf && this.skipSymbol('if')) {
      const test = this.#or();
      const otherwise = this.skipSymbol('else') ? this.nested(() => this.#conditional(true)) : null;
      expr = { kind: 'cond', test, then: expr, otherwise };
    }
    return expr;
  }

  #or(): Expr {
    let left = this.#and();
    while (this.skipSymbol('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expr {
    let left = this.#not();
    while (this.skipSymbol('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Expr {
    if (this.skipSymbol('not')) return this.nested(() => ({ kind: 'not', operand: this.#not() }));
    return this.#compare();
  }

  #compare(): Expr {
    const first = this.#sum();
    const rest: { op: CompareOp; value: Expr }[] = [];
    for (;;) {
      const token = this.nextToken();
      if (token?.type === TOKEN.operator && isCompareOp(token.value)) {
        rest.push({ op: token.value, value: this.#sum() });
      } else if (token?.type === TOKEN.symbol && token.value === 'in') {
        rest.push({ op: 'in', value: this.#sum() });
      } else if (token?.type === TOKEN.symbol && token.value === 'not') {
        if (!this.skipSymbol('in')) this.unexpected(token);
        rest.push({ op: 'not in', value: this.#sum() });
      } else {
        this.pushToken(token);
        return rest.length > 0 ? { kind: 'compare', first, rest } : first;
      }
    }
  }

  #sum(): Expr {
    return this.#binary(['+', '-'], () => this.#concat());
  }

  #concat(): Expr {
    const first = this.#product();
    if (!this.isOperator('~')) return first;
    const parts = [first];
    while (this.skipOperator('~')) parts.push(this.#product());
    return { kind: 'concat', parts };
  }

  #product(): Expr {
    return this.#binary(['*', '/', '//', '%'], () => this.#power());
  }

  /** Left to right and below the signs, as in Jinja2 and unlike Python. */
  #power(): Expr {
    return this.#binary(['**'], () => this.#unary(true));
  }

  #binary(ops: BinaryOp[], operand: () => Expr): Expr {
    let left = operand();
    for (;;) {
      const op = ops.find((candidate) => this.skipOperator(candidate));
      if (!op) return left;
      left = { kind: 'binary', op, left, right: operand() };
    }
  }

  #unary(withFilters: boolean): Expr {
    const signed = this.skipOperator('-') ? 'negate' : this.skipOperator('+') ? 'plus' : null;
    let expr: Expr;
    if (signed) expr = this.nested(() => ({ kind: signed, operand: this.#unary(false) }));
    else expr = this.#postfix(this.#primary());
    return withFilters ? this.#filtersAndTests(expr) : expr;
  }

  #filtersAndTests(start: Expr): Expr {
    let expr = start;
    for (;;) {
      if (this.skipOperator('|')) expr = this.#filter(expr);
      else if (this.skipSymbol('is')) expr = this.#test(expr);
      else if (this.isOperator('(') && (expr.kind === 'filter' || expr.kind === 'test'))
        expr = this.#postfix(expr);
      else return expr;
    }
  }

  #filter(target: Expr | null): Expr {
    const line = this.line();
    const name = this.expect(TOKEN.symbol).value;
    return { kind: 'filter', target, name, args: this.isOperator('(') ? this.parseArgs() : noArgs(), line };
  }

  #test(target: Expr): Expr {
    const line = this.line();
    const negated = this.skipSymbol('not');
    const name = this.expect(TOKEN.symbol).value;
    let args = noArgs();
    if (this.isOperator('(')) args = this.parseArgs();
    else if (this.#startsOperand()) args = { ...noArgs(), positional: [this.#postfix(this.#primary())] };
    const test: Expr = { kind: 'test', target, name, args, line };
    return negated ? { kind: 'not', operand: test } : test;
  }

  /** `x is divisibleby 3`: an argument without parentheses. */
  #startsOperand(): boolean {
    const token = this.peekToken();
    if (!token) return false;
    if (token.type === TOKEN.symbol) return !RESERVED.has(token.value);
    if (token.type === TOKEN.operator) return token.value === '[' || token.value === '{';
    return token.type === TOKEN.string || token.type === TOKEN.number;
  }

  #primary(): Expr {
    const token = this.nextToken();
    if (token?.type === TOKEN.symbol) {
      if (Object.hasOwn(CONSTANTS, token.value))
        return { kind: 'const', value: CONSTANTS[token.value] ?? null };
      if (RESERVED.has(token.value)) this.unexpected(token);
      return { kind: 'name', name: token.value };
    }
    if (token?.type === TOKEN.number)
      return { kind: 'const', value: Number(token.value.replaceAll('_', '')) };
    if (token?.type === TOKEN.string) {
      let value = token.value;
      while (this.peekToken()?.type === TOKEN.string) value += this.nextToken()?.value ?? '';
      return { kind: 'const', value };
    }
    if (token?.type === TOKEN.operator) {
      if (token.value === '(') return this.nested(() => this.#parenthesised());
      if (token.value === '[') return this.nested(() => ({ kind: 'list', items: this.#items(']') }));
      if (token.value === '{') return this.nested(() => this.#dict());
    }
    return this.unexpected(token);
  }

  #parenthesised(): Expr {
    if (this.skipOperator(')')) return { kind: 'tuple', items: [] };
    const expr = this.parseTuple();
    this.expectOperator(')');
    return expr;
  }

  #items(end: string): Expr[] {
    const items: Expr[] = [];
    while (!this.skipOperator(end)) {
      items.push(this.parseExpression());
      if (!this.isOperator(end)) this.expectOperator(',');
    }
    return items;
  }

  #dict(): Expr {
    const pairs: [Expr, Expr][] = [];
    while (!this.skipOperator('}')) {
      const key = this.parseExpression();
      this.expectOperator(':');
      pairs.push([key, this.parseExpression()]);
      if (!this.isOperator('}')) this.expectOperator(',');
    }
    return { kind: 'dict', pairs };
  }

  #postfix(start: Expr): Expr {
    let expr = start;
    for (;;) {
      const line = this.line();
      if (this.skipOperator('.')) expr = this.#dotted(expr);
      else if (this.skipOperator('[')) expr = this.#subscript(expr);
      else if (this.isOperator('(')) expr = { kind: 'call', target: expr, args: this.parseArgs(), line };
      else return expr;
    }
  }

  #dotted(target: Expr): Expr {
    const token = this.nextToken();
    if (token?.type === TOKEN.symbol) return { kind: 'attr', target, name: token.value };
    if (token?.type === TOKEN.number)
      return { kind: 'item', target, key: { kind: 'const', value: Number(token.value) } };
    return this.unexpected(token);
  }

  #subscript(target: Expr): Expr {
    const part = () => (this.isOperator(':') || this.isOperator(']') ? null : this.parseExpression());
    const start = part();
    if (!this.skipOperator(':')) {
      if (!start) return this.unexpected(this.peekToken());
      this.expectOperator(']');
      return { kind: 'item', target, key: start };
    }
    const stop = part();
    const step = this.skipOperator(':') ? part() : null;
    this.expectOperator(']');
    return { kind: 'slice', target, start, stop, step };
  }

  #atEnd(): boolean {
    const token = this.peekToken();
    if (!token || token.type === TOKEN.blockEnd || token.type === TOKEN.variableEnd) return true;
    return token.type === TOKEN.operator && (token.value === ')' || token.value === '=');
  }
}

export function noArgs(): Args {
  return { positional: [], named: [], spread: null, spreadNamed: null };
}

function describe(token: Token | null): string {
  if (!token) return 'the end of the template';
  if (token.type === TOKEN.blockEnd || token.type === TOKEN.variableEnd)
    return `the end of the tag "${token.value}"`;
  if (token.type === TOKEN.string) return `the text ${JSON.stringify(token.value.slice(0, 40))}`;
  return `"${token.value.slice(0, 40)}"`;
}
