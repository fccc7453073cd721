import nunjucks from 'nunjucks';

/**
 * The front end of Nunjucks (lexer state, parser loop, nodes) as far as this engine uses it. Its back end is not
 * used: it pastes names into generated JavaScript, and its runtime hands out host objects.
 */
export interface Token {
  type: string;
  value: string;
  /** 0-based. */
  lineno: number;
  colno: number;
}

/** Nunjucks' lexer: position and tag delimiters. */
export interface BaseTokenizer {
  str: string;
  index: number;
  len: number;
  lineno: number;
  colno: number;
  in_code: boolean;
  nextToken(): Token | null;
  forwardN(count: number): void;
  isFinished(): boolean;
}

export interface BaseParser {
  tokens: BaseTokenizer;
  breakOnBlocks: string[] | null;
  dropLeadingWhitespace: boolean;
  nextToken(withWhitespace?: boolean): Token | null;
  peekToken(): Token | null;
  pushToken(token: Token | null): void;
  fail(message: string, lineno?: number, colno?: number): never;
  skip(type: string): boolean;
  skipValue(type: string, value: string): boolean;
  skipSymbol(name: string): boolean;
  expect(type: string): Token;
  advanceAfterBlockEnd(name?: string): Token;
  parseUntilBlocks(...names: string[]): ListNode;
  parseAsRoot(): ListNode;
  parseStatement(): unknown;
  parseExpression(): unknown;
}

/** A list of what `parseStatement` returned and of outputs. */
export interface ListNode {
  children: unknown[];
}
/** `{{ … }}` or text: one child, an expression or a `TemplateDataNode`. */
export interface OutputNode extends ListNode {
  typename: 'Output';
  lineno: number;
}
export interface TemplateDataNode {
  typename: 'TemplateData';
  value: string;
}

interface Internals {
  lexer: { lex(source: string, options?: object): BaseTokenizer };
  parser: { Parser: new (tokens: BaseTokenizer) => BaseParser };
}

function internals(): Internals {
  // @types/nunjucks says nothing of these modules of the pinned version
  return nunjucks as unknown as Internals;
}

type TokenizerClass = new (source: string, options?: object) => BaseTokenizer;
function tokenizerClass(): TokenizerClass {
  // the lexer's class is not exported, its instances tell it
  return internals().lexer.lex('').constructor as TokenizerClass;
}

export const Tokenizer = tokenizerClass();
export const Parser = internals().parser.Parser;

export function isOutputNode(node: unknown): node is OutputNode {
  return typeof node === 'object' && node !== null && 'typename' in node && node.typename === 'Output';
}

export function isTemplateData(node: unknown): node is TemplateDataNode {
  return typeof node === 'object' && node !== null && 'typename' in node && node.typename === 'TemplateData';
}

/** Token types of Nunjucks that its parser loop tests. */
export const TOKEN = {
  string: 'string',
  whitespace: 'whitespace',
  data: 'data',
  blockStart: 'block-start',
  blockEnd: 'block-end',
  variableStart: 'variable-start',
  variableEnd: 'variable-end',
  comment: 'comment',
  operator: 'operator',
  number: 'number',
  symbol: 'symbol',
} as const;
