import { TOKEN, Tokenizer, type Token } from './nunjucks-front';
import { TemplateFailure } from './failure';

const WHITESPACE = /[\s\u00a0]+/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INTEGER = /\d+/y;
const OPERATOR = /\*\*|\/\/|==|!=|<=|>=|[-+*/%<>=.,:~|()[\]{}]/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const TAG = /\{[{%#]/g;
const CLOSERS: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * Jinja2's lexical rules in the frame of Nunjucks' lexer: names of ASCII letters, digits and underscores only, no
 * regular expressions, `}}` inside open braces ends nothing, `+` beside a delimiter switches nothing, string
 * escapes as in Python.
 */
export class JinjaTokenizer extends Tokenizer {
  #open: string[] = [];
  #end: '%}' | '}}' = '}}';
  #afterDot = false;

  override nextToken(): Token | null {
    if (this.isFinished()) {
      if (this.in_code) throw this.#error(`expected "${this.#end}", got the end of the template`);
      return null;
    }
    return this.in_code ? this.#code() : this.#data();
  }

  /** Text up to the `endraw` tag; the tag itself is read too. Says whether it asks to strip white space. */
  raw(tag: string): { text: string; stripAfter: boolean } {
    const end = new RegExp(`\\{%([-+]?)\\s*end${tag}\\s*([-+]?)%\\}`, 'g');
    end.lastIndex = this.index;
    const match = end.exec(this.str);
    if (!match) throw this.#error(`the ${tag} block has no end${tag}`);
    let text = this.str.slice(this.index, match.index);
    if (match[1] === '-') text = text.trimEnd();
    this.forwardN(end.lastIndex - this.index);
    return { text, stripAfter: match[2] === '-' };
  }

  #data(): Token {
    TAG.lastIndex = this.index;
    const tag = TAG.exec(this.str);
    if (!tag || tag.index > this.index) {
      const end = tag ? tag.index : this.len;
      return this.#take(TOKEN.data, this.str.slice(this.index, end));
    }
    if (tag[0] === '{#') return this.#comment();
    const sign = this.str.charAt(this.index + 2);
    const strip = sign === '-' || sign === '+' ? sign : '';
    const block = tag[0] === '{%';
    this.#end = block ? '%}' : '}}';
    this.#open = [];
    const token = this.#take(block ? TOKEN.blockStart : TOKEN.variableStart, tag[0] + strip);
    this.in_code = true;
    return strip === '+' ? { ...token, value: tag[0] } : token;
  }

  #comment(): Token {
    const end = this.str.indexOf('#}', this.index + 2);
    if (end < 0) throw this.#error('the comment has no end');
    return this.#take(TOKEN.comment, this.str.slice(this.index, end + 2));
  }

  #code(): Token {
    const space = this.#match(WHITESPACE);
    if (space) return this.#take(TOKEN.whitespace, space);
    if (this.#open.length === 0) {
      for (const sign of ['', '-', '+']) {
        if (this.str.startsWith(sign + this.#end, this.index)) {
          this.in_code = false;
          const token = this.#take(this.#end === '%}' ? TOKEN.blockEnd : TOKEN.variableEnd, sign + this.#end);
          return sign === '+' ? { ...token, value: this.#end } : token;
        }
      }
    }
    const afterDot = this.#afterDot;
    this.#afterDot = false;
    const name = this.#match(NAME);
    if (name) return this.#take(TOKEN.symbol, name);
    const number = this.#match(afterDot ? INTEGER : NUMBER);
    if (number) return this.#take(TOKEN.number, number);
    const text = this.#match(STRING);
    if (text) return { ...this.#take(TOKEN.string, text), value: unescape(text.slice(1, -1)) };
    const operator = this.#match(OPERATOR);
    if (operator) return this.#operator(operator);
    throw this.#error(`unexpected character ${JSON.stringify(this.str.charAt(this.index))}`);
  }

  #operator(operator: string): Token {
    this.#afterDot = operator === '.';
    const closer = CLOSERS[operator];
    if (closer) this.#open.push(closer);
    else if (operator === ')' || operator === ']' || operator === '}') {
      const expected = this.#open.pop();
      if (expected !== operator) {
        throw this.#error(
          expected ? `expected "${expected}", got "${operator}"` : `unexpected "${operator}"`,
        );
      }
    }
    return this.#take(TOKEN.operator, operator);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.index;
    return pattern.exec(this.str)?.[0] ?? null;
  }

  #take(type: string, value: string): Token {
    const token = { type, value, lineno: this.lineno, colno: this.colno };
    this.forwardN(value.length);
    return token;
  }

  #error(message: string): TemplateFailure {
    return new TemplateFailure('template_error', message, undefined, this.lineno + 1);
  }
}

const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;
  return text.replace(
    escapes,
    (whole, x?: string, u?: string, long?: string, octal?: string, one?: string) => {
      const hex = x ?? u ?? long;
      const code = hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) : null;
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return one !== undefined && Object.hasOwn(SIMPLE, one) ? (SIMPLE[one] ?? whole) : whole;
    },
  );
}
