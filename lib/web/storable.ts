const HALF = /\p{Surrogate}/u;

/** False for what no text column takes: NUL, and halves of characters outside the basic plane. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !HALF.test(text);
}

/** The same for every text of a JSON document, names of members included; other text is taken as it is. */
export function isStorableJson(text: string): boolean {
  if (text.includes('\0')) return false;
  if (!text.includes('\\u')) return true;
  let storable = true;
  try {
    JSON.parse(text, (name, value: unknown) => {
      storable &&= isStorable(name) && (typeof value !== 'string' || isStorable(value));
      return value;
    });
  } catch {
    return true; // not JSON, which its reader tells, or nested so deep that no schema takes it
  }
  return storable;
}
