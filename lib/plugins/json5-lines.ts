/**
 * Where each member of a JSON5 document stands, since the JSON5 parser keeps no positions. The text has to be
 * valid JSON5 (parse it first): this scanner only walks it.
 */
export type LineIndex = (path: readonly PropertyKey[]) => number;

const SEPARATOR = '\u0000';

export function indexLines(text: string): LineIndex {
  const lines = new Map<string, number>();
  new Scanner(text, lines).value([]);
  return (path) => {
    // A missing member has no place of its own: that of its parent is the nearest.
    for (let length = path.length; length > 0; length--) {
      const line = lines.get(path.slice(0, length).map(String).join(SEPARATOR));
      if (line !== undefined) return line;
    }
    return 1;
  };
}

class Scanner {
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly lines: Map<string, number>,
  ) {}

  value(path: string[]): void {
    this.skipBlank();
    if (path.length > 0 && !this.lines.has(path.join(SEPARATOR)))
      this.lines.set(path.join(SEPARATOR), this.line);
    const char = this.text[this.at];
    if (char === '{') this.members(path, '}', () => this.key());
    else if (char === '[') this.members(path, ']', (index) => String(index));
    else if (char === '"' || char === "'") this.string(char);
    else this.word();
  }

  private members(path: string[], close: string, name: (index: number) => string): void {
    this.at++;
    for (let index = 0; this.at < this.text.length; index++) {
      this.skipBlank();
      if (this.text[this.at] === close) break;
      const line = this.line;
      const member = [...path, name(index)];
      this.lines.set(member.join(SEPARATOR), line);
      this.value(member);
      this.skipBlank();
      if (this.text[this.at] === ',') this.at++;
    }
    this.at++;
  }

  private key(): string {
    const char = this.text[this.at];
    const name = char === '"' || char === "'" ? this.string(char) : this.word();
    this.skipBlank();
    this.at++; // the colon
    return name;
  }

  private string(quote: string): string {
    const start = ++this.at;
    while (this.at < this.text.length && this.text[this.at] !== quote) {
      if (this.text[this.at] === '\\') this.at++;
      if (this.text[this.at] === '\n') this.line++;
      this.at++;
    }
    return this.text.slice(start, this.at++);
  }

  private word(): string {
    const start = this.at;
    while (this.at < this.text.length && !/[\s,:{}[\]/]/.test(this.text.charAt(this.at))) this.at++;
    if (this.at === start) this.at++; // never stand still, whatever the text
    return this.text.slice(start, this.at);
  }

  private skipBlank(): void {
    for (; this.at < this.text.length; this.at++) {
      const char = this.text.charAt(this.at);
      if (char === '\n') this.line++;
      else if (char === '/' && this.text[this.at + 1] === '/') this.at = this.until('\n', this.at) - 1;
      else if (char === '/' && this.text[this.at + 1] === '*') this.blockComment();
      else if (!/[\s\ufeff]/.test(char)) return;
    }
  }

  private blockComment(): void {
    const end = this.until('*/', this.at + 2) + 1;
    for (; this.at < end; this.at++) if (this.text[this.at] === '\n') this.line++;
  }

  private until(needle: string, from: number): number {
    const found = this.text.indexOf(needle, from);
    return found < 0 ? this.text.length : found;
  }
}
