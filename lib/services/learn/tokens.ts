import { literalPattern } from '../../plugins/starter/starter-family';

/** One part of a User-Agent or vendor class, and what stands for it in a pattern. */
interface Token {
  kind: 'mac' | 'version' | 'model' | 'word' | 'serial' | 'number' | 'other';
  text: string;
}

export interface TokenPattern {
  /** For RE2, anchored at the beginning. */
  pattern: string;
  /** The words that it takes literally. */
  words: string;
  model: string | null;
  version: string | null;
  mac: string | null;
  /** The version has underscores for dots. */
  underscores: boolean;
}

type Found = Omit<TokenPattern, 'pattern' | 'words'>;

const VERSION = /v?\d+(?:\.[0-9a-z]+)+/iy;
const UNDERSCORED = /(?<=[ _/])\d+(?:_\d+)+(?![a-z])/iy;
const SCAN: [Token['kind'] | 'name', RegExp][] = [
  ['mac', /(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-z])|[0-9a-f]{12}(?![0-9a-z])/iy],
  ['version', VERSION],
  ['version', UNDERSCORED],
  ['name', /[a-z0-9+]+/iy],
];

/**
 * The pattern for texts like this one: names stay, what differs from phone to phone becomes a group. Where too little stays,
 * the text itself. Null: it says nothing.
 */
export function tokenPattern(given: string, vendor: string): TokenPattern | null {
  const text = given.replace(/\0+$/, '').trim();
  const tokens = tokensOf(text, (vendor.split(/[^A-Za-z0-9]/)[0] ?? '').toLowerCase());
  const last = tokens.findLastIndex(({ kind }) => kind === 'mac' || kind === 'version' || kind === 'model');
  const end = last < 0 ? tokens.findLastIndex(({ kind }) => kind === 'word') : last;
  const used = tokens.slice(0, end + 1);
  const found: Found = { model: null, version: null, mac: null, underscores: false };
  const parts = used.map((token) => part(token, found));
  const words = used.flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : [])).join(' ');
  // What names nobody in particular would be found in anything.
  if (words.replace(/[^a-z]/gi, '').length < 3) return exactly(text);
  const boundary = used.at(-1)?.kind === 'word' ? '\\b' : '';
  return { ...found, words, pattern: `^${parts.join('')}${boundary}` };
}

function exactly(text: string): TokenPattern | null {
  if (text.length < 4 || !/[a-z]/i.test(text) || !/\d/.test(text)) return null;
  const words = text;
  return {
    pattern: `^${literalPattern(text)}$`,
    words,
    model: null,
    version: null,
    mac: null,
    underscores: false,
  };
}

function part(token: Token, found: Found): string {
  switch (token.kind) {
    case 'mac': {
      const pattern = /[:-]/.test(token.text) ? '(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}' : '[0-9a-fA-F]{12}';
      if (found.mac !== null) return pattern;
      found.mac = token.text;
      return `(?P<mac>${pattern})`;
    }
    case 'version': {
      const bare = token.text.replace(/^v/i, '');
      const underscores = !bare.includes('.');
      const pattern = underscores ? '[0-9]+(?:_[0-9]+)+' : '[0-9]+(?:\\.[0-9A-Za-z]+)+';
      const before = bare === token.text ? '' : literalPattern(token.text.slice(0, 1));
      if (found.version !== null) return `${before}${pattern}`;
      found.version = bare;
      found.underscores = underscores;
      return `${before}(?P<version>${pattern})`;
    }
    case 'model':
      if (found.model !== null) return '[0-9A-Za-z_+-]+';
      found.model = token.text;
      // A hyphen or underscore belongs to it only where this one has one: behind it stands the version.
      return `(?P<model>[0-9A-Za-z+${token.text.includes('_') ? '_' : ''}${token.text.includes('-') ? '-' : ''}]{2,20})`;
    case 'serial':
      return '[0-9A-Za-z-]+';
    case 'number':
      return '[0-9]+';
    default:
      return literalPattern(token.text);
  }
}

function tokensOf(text: string, vendor: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const found = next(text, at);
    at += found.text.length;
    if (found.kind !== 'name') {
      tokens.push({ kind: found.kind, text: found.text });
      continue;
    }
    // `snom370`, `AastraIPPhone53i`: the maker and the model in one word.
    const head = headOf(found.text, vendor);
    if (head !== '') tokens.push({ kind: 'word', text: head });
    const kind = kindOfName(found.text.slice(head.length), tokens);
    let name = found.text.slice(head.length);
    if (kind === 'model') {
      // `8851-3PCC`, `T19P_E2`: one name, unless a version follows.
      for (let more = continued(text, at); more !== ''; more = continued(text, at)) {
        name += more;
        at += more.length;
      }
    }
    tokens.push({ kind, text: name });
  }
  return tokens;
}

function headOf(name: string, vendor: string): string {
  if (!/\d/.test(name)) return '';
  if (vendor.length >= 3 && name.toLowerCase().startsWith(vendor)) return name.slice(0, vendor.length);
  return /^[a-z]{5,}(?=\d)/i.exec(name)?.[0] ?? '';
}

const CONTINUED = /[-_](?=[a-z+]{0,3}\d)[a-z0-9+]{1,6}(?![a-z0-9])/iy;

function continued(text: string, at: number): string {
  if ([VERSION, UNDERSCORED].some((expression) => found(expression, text, at + 1) !== '')) return '';
  return found(CONTINUED, text, at);
}

function next(text: string, at: number): { kind: Token['kind'] | 'name'; text: string } {
  for (const [kind, expression] of SCAN) {
    const word = found(expression, text, at);
    if (word !== '') return { kind, text: word };
  }
  return { kind: 'other', text: text.charAt(at) };
}

/** What a sticky expression finds at this place. */
function found(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? '';
}

function kindOfName(name: string, before: readonly Token[]): Token['kind'] {
  const afterWord = before.some(({ kind }) => kind === 'word');
  if (/^\d+$/.test(name)) return afterWord && name.length >= 3 && name.length <= 5 ? 'model' : 'number';
  if (!/\d/.test(name)) return 'word';
  if (name.length > 16) return 'serial';
  return 'model';
}
