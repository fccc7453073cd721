import type { Rendering } from './render-device';
import type { RenderedFile } from './types';

/** A file as phones get it. */
export interface EncodedFile extends Omit<RenderedFile, 'contents' | 'encoding'> {
  /** In memory of their own, which can be handed to another thread. */
  bytes: Uint8Array<ArrayBuffer>;
}

export interface EncodedRendering extends Omit<Rendering, 'files'> {
  files: EncodedFile[];
}

export function encodeRendering(rendering: Rendering): EncodedRendering {
  const files = rendering.files.map((file) => {
    const { contents, encoding, ...rest } = file;
    return {
      ...rest,
      bytes: new Uint8Array(encodeFile({ contents, encoding, contentType: file.contentType })),
    };
  });
  return { ...rendering, files };
}

/**
 * The bytes of a file. What ISO 8859-1 lacks becomes a character reference in XML, elsewhere the closest letters (`Ł` →
 * `L`, `“` → `"`), else `?`. UTF-16 is little-endian without a mark; a template that needs one begins with U+FEFF.
 */
export function encodeFile(file: Pick<RenderedFile, 'contents' | 'encoding' | 'contentType'>): Buffer {
  switch (file.encoding) {
    case 'utf-8':
      return Buffer.from(file.contents, 'utf8');
    case 'utf-16le':
      return Buffer.from(file.contents, 'utf16le');
    case 'iso-8859-1': {
      const put = /xml/.test(file.contentType) ? xmlReference : closestLetters;
      return Buffer.from(file.contents.replace(NOT_LATIN, put), 'latin1');
    }
  }
}

/** Whole characters beyond U+00FF. */
const NOT_LATIN = /[\u{100}-\u{10ffff}]/gu;

function xmlReference(char: string): string {
  return `&#${char.codePointAt(0) ?? 63};`;
}

const CLOSEST: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‹': '<',
  '›': '>',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '*',
  '€': 'EUR',
  '™': 'TM',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  ẞ: 'SS',
};

function closestLetters(char: string): string {
  const known = Object.hasOwn(CLOSEST, char) ? CLOSEST[char] : undefined;
  if (known !== undefined) return known;
  const base = char.normalize('NFKD').replace(/\p{M}/gu, '');
  return base !== '' && base.search(NOT_LATIN) < 0 ? base : /^\p{M}$/u.test(char) ? '' : '?';
}
