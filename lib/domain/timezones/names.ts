/** Names already asked for; bounded, since they come from documents. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 2000;
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** Whether the runtime's tz data knows this zone or link (`Europe/Paris`, `America/Montreal`, `EST5EDT`, `UTC`). */
export function isTimeZoneName(name: string): boolean {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const found = name.length <= 64 && NAME.test(name) && isAccepted(name);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, found);
  return found;
}

function isAccepted(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // RangeError is how Intl says that it does not know a zone
  }
}
