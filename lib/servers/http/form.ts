import type { IncomingMessage } from 'node:http';

/** No phone's form is near it. */
const MAX_FORM = 2_048;
const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
/** What may stand in a query; a line break or a space in it would be no request that a GET could make. */
const PLAIN = /^[!-~]*$/;

/** A POST whose body is a short form: some programs (Jitsi) ask for their file so. */
export function isForm(request: IncomingMessage): boolean {
  return (
    request.method === 'POST' &&
    FORM.test(request.headers['content-type'] ?? '') &&
    Number(request.headers['content-length'] ?? Infinity) <= MAX_FORM
  );
}

/** The target of the GET that says the same; null: the form did not come to its end, or is none. */
export async function formTarget(request: IncomingMessage, target: string): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) return null;
      size += chunk.length;
      if (size > MAX_FORM) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  const form = Buffer.concat(chunks).toString('latin1').trim();
  if (!PLAIN.test(form) || form.includes('#')) return null;
  return form === '' ? target : `${target}${target.includes('?') ? '&' : '?'}${form}`;
}
