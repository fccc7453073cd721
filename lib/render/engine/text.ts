import type { Run } from './run';
import { lengthOf } from './values';

/** Texts whose size a template decides: checked before they are made. */
export function repeated(run: Run, text: string, times: number): string {
  if (times <= 0 || text === '') return '';
  run.size(text.length * times);
  return text.repeat(times);
}

/** `<` left, `>` right, `^` centre (the odd space where Python puts it). */
export function padded(run: Run, text: string, width: number, align: '<' | '>' | '^', fill: string): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  const left = align === '>' ? missing : align === '<' ? 0 : Math.floor(missing / 2) + (missing & width & 1);
  return repeated(run, fill, left) + text + repeated(run, fill, missing - left);
}

/** Every occurrence, as in Python; `count` below 0 is all. */
export function replaceAll(run: Run, text: string, old: string, put: string, count: number): string {
  if (count === 0) return text;
  const pieces = old === '' ? ['', ...text, ''] : text.split(old);
  const times = count < 0 ? pieces.length - 1 : Math.min(count, pieces.length - 1);
  run.elements(pieces.length);
  run.size(text.length + times * Math.max(0, put.length - old.length));
  if (times === pieces.length - 1) return pieces.join(put);
  return [...pieces.slice(0, times), pieces.slice(times).join(old)].join(put);
}

/** Python's `str.title`: a letter after anything but a letter is upper case. */
export function titled(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const [first = ''] = word;
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}
