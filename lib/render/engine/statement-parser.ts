import type { Expr, Param, Stmt, Target } from './ast';
import { ExpressionParser } from './expression-parser';
import { TemplateFailure } from './failure';
import { isOutputNode, isTemplateData, TOKEN, type ListNode } from './nunjucks-front';
import { JinjaTokenizer } from './tokenizer';

/** The statements of a template, or one expression. A failure tells its 1-based line, not yet its template. */
export function parseTemplate(source: string): Stmt[] {
  return parseWith(source.replace(/\r\n?/g, '\n').replace(/\n$/, ''), (parser) =>
    statements(parser.parseAsRoot()),
  );
}

export function parseExpressionText(source: string): Expr {
  return parseWith(`{{ ${source} }}`, (parser) => {
    const [output, ...rest] = statements(parser.parseAsRoot());
    if (output?.kind !== 'print' || rest.length > 0) {
      throw new TemplateFailure('template_error', 'not one expression', undefined, 1);
    }
    return output.expr;
  });
}

function parseWith<T>(source: string, parse: (parser: StatementParser) => T): T {
  const parser = new StatementParser(new JinjaTokenizer(source));
  try {
    return parse(parser);
  } catch (error) {
    if (error instanceof TemplateFailure) throw error;
    if (error instanceof RangeError) throw new TemplateFailure('limit', 'the template is nested too deeply');
    // Nunjucks' own errors carry their line
    const told = error instanceof Error && 'lineno' in error ? Number(error.lineno) : NaN;
    const line = Number.isFinite(told) ? told : parser.tokens.lineno + 1;
    const message = error instanceof Error ? error.message : 'the template cannot be read';
    throw new TemplateFailure('template_error', message, undefined, line);
  }
}

class StatementParser extends ExpressionParser {
  readonly #blocks = new Set<string>();

  /** Null at a tag that ends the block being parsed. */
  override parseStatement(): Stmt | null {
    const token = this.peekToken();
    if (token?.type !== TOKEN.symbol) return this.unexpected(token);
    if (this.breakOnBlocks?.includes(token.value)) return null;
    this.nextToken();
    const line = token.lineno + 1;
    const parse = STATEMENTS.get(token.value);
    if (!parse) this.fail(`unknown tag "${token.value}"`, token.lineno, token.colno);
    return this.nested(() => parse(this, line, token.value));
  }

  body(...ends: string[]): Stmt[] {
    return statements(this.parseUntilBlocks(...ends));
  }

  /** The name of the tag that ended a body, which is read. */
  endTag(opened: string, line: number): string {
    const token = this.nextToken();
    if (!token) this.fail(`the "${opened}" of line ${line} has no end`, line - 1, 0);
    return token.value;
  }

  endOfTag(): void {
    const token = this.peekToken();
    if (token?.type !== TOKEN.blockEnd) this.unexpected(token);
    this.advanceAfterBlockEnd('tag');
  }

  /** The body up to `end` and the tag itself. */
  closed(end: string, line: number): Stmt[] {
    this.endOfTag();
    const body = this.body(end);
    this.endTag(end.slice(3), line);
    return body;
  }

  keyword(name: string): void {
    if (!this.skipSymbol(name)) this.fail(`expected "${name}"`);
  }

  target(): Target {
    const first = this.#oneTarget();
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.skipOperator(',')) {
      if (this.isOperator('=') || this.isOperator(')')) break;
      items.push(this.#oneTarget());
    }
    return { kind: 'tuple', items };
  }

  #oneTarget(): Target {
    if (this.skipOperator('(')) {
      const inner = this.nested(() => this.target());
      this.expectOperator(')');
      return inner.kind === 'tuple' ? inner : { kind: 'tuple', items: [inner] };
    }
    const name = this.parseName();
    return this.skipOperator('.')
      ? { kind: 'member', object: name, name: this.parseName() }
      : { kind: 'name', name };
  }

  params(): Param[] {
    const params: Param[] = [];
    this.expectOperator('(');
    while (!this.skipOperator(')')) {
      const name = this.parseName();
      if (params.some((param) => param.name === name)) this.fail(`the parameter ${name} is there twice`);
      params.push({ name, fallback: this.skipOperator('=') ? this.parseExpression() : null });
      if (!this.isOperator(')')) this.expectOperator(',');
    }
    return params;
  }

  /** `with context` / `without context`, else the default of the tag. */
  context(normally: boolean): boolean {
    for (const [word, value] of [
      ['with', true],
      ['without', false],
    ] as const) {
      if (this.skipSymbol(word)) {
        this.keyword('context');
        return value;
      }
    }
    return normally;
  }

  raw(tag: string): Stmt {
    this.endOfTag();
    const tokens = this.tokens;
    if (!(tokens instanceof JinjaTokenizer)) throw new Error('parser without its tokenizer');
    const { text, stripAfter } = tokens.raw(tag);
    const value = this.dropLeadingWhitespace ? text.trimStart() : text;
    this.dropLeadingWhitespace = stripAfter;
    return { kind: 'text', value };
  }

  newBlock(name: string): void {
    if (this.#blocks.has(name)) this.fail(`the block "${name}" is there twice`);
    this.#blocks.add(name);
  }
}

type ParseStatement = (parser: StatementParser, line: number, tag: string) => Stmt;

const STATEMENTS: ReadonlyMap<string, ParseStatement> = new Map<string, ParseStatement>([
  ['if', parseIf],
  ['for', parseFor],
  ['set', parseSet],
  ['macro', parseMacro],
  ['call', parseCallBlock],
  ['filter', parseFilterBlock],
  ['block', parseBlock],
  ['extends', parseExtends],
  ['include', parseInclude],
  ['import', parseImport],
  ['from', parseFrom],
  ['with', parseWithBlock],
  ['do', parseDo],
  ['print', parsePrint],
  ['autoescape', parseAutoescape],
  ['raw', (p, _line, tag) => p.raw(tag)],
  ['verbatim', (p, _line, tag) => p.raw(tag)],
]);

function parseIf(p: StatementParser, line: number): Stmt {
  const branches: { test: Expr; body: Stmt[]; line: number }[] = [];
  let otherwise: Stmt[] = [];
  for (let end = 'elif'; end === 'elif';) {
    const at = p.line();
    const test = p.parseTuple();
    p.endOfTag();
    branches.push({ test, body: p.body('elif', 'else', 'endif'), line: at });
    end = p.endTag('if', line);
    if (end === 'else') otherwise = p.closed('endif', line);
  }
  p.endOfTag();
  return { kind: 'if', branches, otherwise };
}

function parseFor(p: StatementParser, line: number): Stmt {
  const target = p.target();
  p.keyword('in');
  const items = p.parseIterated();
  const filter = p.skipSymbol('if') ? p.parseExpression() : null;
  const recursive = p.skipSymbol('recursive');
  p.endOfTag();
  const body = p.body('endfor', 'else');
  const otherwise = p.endTag('for', line) === 'else' ? p.closed('endfor', line) : [];
  p.endOfTag();
  return { kind: 'for', target, items, filter, recursive, body, otherwise, line };
}

function parseSet(p: StatementParser, line: number): Stmt {
  const target = p.target();
  if (p.skipOperator('=')) {
    const value = p.parseTuple();
    p.endOfTag();
    return { kind: 'set', target, value, line };
  }
  const filter = p.skipOperator('|') ? p.parseFilterChain() : null;
  const body = p.closed('endset', line);
  p.endOfTag();
  return { kind: 'capture', target, filter, body, line };
}

function parseMacro(p: StatementParser, line: number): Stmt {
  const name = p.parseName();
  const params = p.params();
  const body = p.closed('endmacro', line);
  p.skipSymbol(name);
  p.endOfTag();
  return { kind: 'macro', name, params, body, line };
}

function parseCallBlock(p: StatementParser, line: number): Stmt {
  const params = p.isOperator('(') ? p.params() : [];
  const call = p.parseExpression();
  if (call.kind !== 'call') p.fail('expected a call');
  const body = p.closed('endcall', line);
  p.endOfTag();
  return { kind: 'callBlock', call, params, body, line };
}

function parseFilterBlock(p: StatementParser, line: number): Stmt {
  const filter = p.parseFilterChain();
  const body = p.closed('endfilter', line);
  p.endOfTag();
  return { kind: 'filterBlock', filter, body, line };
}

function parseBlock(p: StatementParser, line: number): Stmt {
  const name = p.parseName();
  p.newBlock(name);
  const scoped = p.skipSymbol('scoped');
  p.skipSymbol('required');
  const body = p.closed('endblock', line);
  p.skipSymbol(name);
  p.endOfTag();
  return { kind: 'block', name, scoped, body, line };
}

function parseExtends(p: StatementParser, line: number): Stmt {
  const template = p.parseExpression();
  p.endOfTag();
  return { kind: 'extends', template, line };
}

function parseInclude(p: StatementParser, line: number): Stmt {
  const template = p.parseExpression();
  const ignoreMissing = p.skipSymbol('ignore');
  if (ignoreMissing) p.keyword('missing');
  const withContext = p.context(true);
  p.endOfTag();
  return { kind: 'include', template, ignoreMissing, withContext, line };
}

function parseImport(p: StatementParser, line: number): Stmt {
  const template = p.parseExpression();
  p.keyword('as');
  const name = p.parseName();
  const withContext = p.context(false);
  p.endOfTag();
  return { kind: 'import', template, name, withContext, line };
}

function parseFrom(p: StatementParser, line: number): Stmt {
  const template = p.parseExpression();
  p.keyword('import');
  const names: [string, string][] = [];
  let withContext: boolean | null = null;
  while (withContext === null) {
    const name = p.parseName();
    if (name.startsWith('_')) p.fail('names that start with an underscore can not be imported');
    names.push([name, p.skipSymbol('as') ? p.parseName() : name]);
    const more = p.skipOperator(',');
    const ends = p.peekToken();
    const isContext = ends?.type === TOKEN.symbol && (ends.value === 'with' || ends.value === 'without');
    if (!more || isContext || ends?.type === TOKEN.blockEnd) withContext = p.context(false);
  }
  p.endOfTag();
  return { kind: 'from', template, names, withContext, line };
}

function parseWithBlock(p: StatementParser, line: number): Stmt {
  const assigns: [Target, Expr][] = [];
  while (p.peekToken()?.type !== TOKEN.blockEnd) {
    if (assigns.length > 0) p.expectOperator(',');
    const target: Target = { kind: 'name', name: p.parseName() };
    p.expectOperator('=');
    assigns.push([target, p.parseExpression()]);
  }
  const body = p.closed('endwith', line);
  p.endOfTag();
  return { kind: 'with', assigns, body, line };
}

function parseDo(p: StatementParser, line: number): Stmt {
  const expr = p.parseTuple();
  p.endOfTag();
  return { kind: 'do', expr, line };
}

function parsePrint(p: StatementParser, line: number): Stmt {
  const expr = p.parseTuple();
  p.endOfTag();
  return { kind: 'print', expr, line };
}

function parseAutoescape(p: StatementParser, line: number): Stmt {
  const enabled = p.parseExpression();
  const body = p.closed('endautoescape', line);
  p.endOfTag();
  return { kind: 'autoescape', enabled, body, line };
}

/** What `parseStatement` returned and the outputs that Nunjucks' loop made, with texts joined. */
function statements(list: ListNode): Stmt[] {
  const result: Stmt[] = [];
  for (const node of list.children) {
    const statement = isOutputNode(node) ? outputOf(node.children[0], node.lineno) : statementOf(node);
    const last = result.at(-1);
    if (statement.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = { kind: 'text', value: last.value + statement.value };
    } else if (statement.kind !== 'text' || statement.value !== '') result.push(statement);
  }
  return result;
}

function outputOf(child: unknown, lineno: number): Stmt {
  if (isTemplateData(child)) return { kind: 'text', value: child.value };
  return { kind: 'print', expr: exprOf(child), line: lineno + 1 };
}

function exprOf(node: unknown): Expr {
  // Nunjucks' loop puts what our parseExpression returned into its outputs
  return node as Expr;
}

function statementOf(node: unknown): Stmt {
  // every other node of its loop is what our parseStatement returned
  return node as Stmt;
}
