import type { FileFormat } from '../../domain/plugins/schema';

/** How printed values are made harmless in one output format. Numbers and `Safe` texts are not passed. */
export type Escaper = (text: string) => string;

/** Half of a character: no encoding can write it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

const XML_SPECIAL = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\ufffe\uffff]/;
const XML_FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
const XML_NAMES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** For element text and quoted attributes; characters that XML 1.0 knows no way to write are removed. */
export function escapeXml(text: string): string {
  if (!XML_SPECIAL.test(text)) return text;
  return text
    .replace(LONE_SURROGATE, '')
    .replace(XML_FORBIDDEN, '')
    .replace(/[&<>"']/g, (char) => XML_NAMES[char] ?? char);
}

/** A line stays one line: line breaks (of Unicode too) and control characters are removed. */
export function escapeLine(text: string): string {
  return LINE_SPECIAL.test(text) ? text.replace(LONE_SURROGATE, '').replace(LINE_FORBIDDEN, '') : text;
}
const LINE_SPECIAL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/;
const LINE_FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** The inside of a JSON text; the quotes belong to the template. */
export function escapeJson(text: string): string {
  return JSON.stringify(text.replace(LONE_SURROGATE, '')).slice(1, -1);
}

const ESCAPERS: Record<FileFormat, Escaper> = {
  xml: escapeXml,
  json: escapeJson,
  equals: escapeLine,
  colon: escapeLine,
  space: escapeLine,
  set: escapeLine,
  cli: escapeLine,
  lines: escapeLine,
};

export function escaperOf(format: FileFormat): Escaper {
  return ESCAPERS[format];
}
