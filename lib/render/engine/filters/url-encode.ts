import { iterate, visit } from '../iterate';
import type { Run } from '../run';
import { entriesOf, isMapping, isText, textOf, type Value } from '../values';

/** Texts with `/` kept; dictionaries and lists of pairs as a query. */
export function urlEncode(run: Run, value: Value): string {
  if (isText(value) || (!isMapping(value) && !Array.isArray(value))) {
    run.size(textOf(value).length);
    return quote(textOf(value)).replaceAll('%2F', '/');
  }
  const pairs = isMapping(value) ? entriesOf(value) : visit(run, value).map((pair) => iterate(run, pair));
  run.elements(pairs.length);
  const query = (part: Value) => quote(textOf(part)).replaceAll('%20', '+');
  return pairs.map(([key, part]) => `${query(key)}=${query(part)}`).join('&');
}

/** Everything but letters, digits and `_.-~`. */
function quote(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
