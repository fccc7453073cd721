import { GENERAL_PARAMETERS, LINE_PARAMETERS } from './parameters';

const SECRET_NAME = /(^|_)(password|passwd|secret|pin|private_key)$/i;
const KNOWN = new Set(
  [...Object.entries(GENERAL_PARAMETERS), ...Object.entries(LINE_PARAMETERS)].flatMap(([name, p]) =>
    'secret' in p ? [name] : [],
  ),
);

/** True when the value at this path of a document (member names; list positions left out) is a secret. */
export function isSecretPath(path: readonly string[]): boolean {
  const name = path.at(-1);
  return name !== undefined && (KNOWN.has(name) || SECRET_NAME.test(name));
}
