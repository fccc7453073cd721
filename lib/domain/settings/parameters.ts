import { appError } from '../../shared/errors';
import type { JsonValue } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';

/** A parameter of the server, as `/configure` of the provd API knows it. */
export interface ServerParameter {
  name: string;
  /** By language; `en` is always there. */
  description: Readonly<Record<string, string>>;
  /** When it was never set. */
  initial: JsonValue;
  /** May hold credentials: sealed at rest. */
  secret?: true;
  /** What is stored for a value that somebody sent, or why it is refused. */
  read(value: JsonValue): Result<JsonValue>;
}

const MAX_LENGTH = 2_048;
const LOCALE = /^[a-z]{2,3}(_[A-Z]{2,3})?$/;
const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[^\s/:@[\]]+):(\d{1,5})$/i;
const PROVISIONING_KEY = /^[A-Za-z0-9$~.-]{8,256}$/;

/** In the order in which they are listed. `provisioning_key` is each tenant's own, the others the server's. */
export const SERVER_PARAMETERS: readonly ServerParameter[] = [
  {
    name: 'plugin_server',
    description: { en: 'URL of the plugin repository', fr: 'URL du dépôt de plugins' },
    initial: null,
    read: orNull((text) => urlProblem(text, 'any')),
  },
  {
    name: 'http_proxy',
    description: {
      en: 'Proxy for HTTP downloads, as http://[user:password@]host:port',
      fr: 'Proxy pour HTTP',
    },
    initial: null,
    secret: true,
    read: orNull((text) => urlProblem(text, 'none')),
  },
  {
    name: 'ftp_proxy',
    description: { en: 'Proxy for FTP downloads, as http://[user:password@]host:port', fr: 'Proxy pour FTP' },
    initial: null,
    secret: true,
    read: orNull((text) => urlProblem(text, 'none')),
  },
  {
    name: 'https_proxy',
    description: { en: 'Proxy for HTTPS downloads, as host:port', fr: 'Proxy pour HTTPS' },
    initial: null,
    secret: true,
    read: orNull((text) => {
      const port = Number(HOST_AND_PORT.exec(text)?.[2] ?? 0);
      return port >= 1 && port <= 65_535 ? null : 'must be host:port without a scheme';
    }),
  },
  {
    name: 'locale',
    description: { en: 'Language of descriptions, such as fr or fr_FR', fr: 'Langue des descriptions' },
    initial: null,
    read: (value) => {
      if (value === null || value === '') return ok(null);
      return typeof value === 'string' && LOCALE.test(value)
        ? ok(value)
        : refused('must be a language with an optional country, such as fr or fr_FR');
    },
  },
  {
    name: 'NAT',
    description: {
      en: '1 if several phones share an address (they are behind a NAT), else 0',
      fr: '1 si plusieurs téléphones partagent une adresse (derrière un NAT), sinon 0',
    },
    initial: 0,
    read: (value) => {
      if (value === null || value === '0' || value === 0) return ok(0);
      return value === '1' || value === 1 ? ok(1) : refused('must be "0" or "1"');
    },
  },
  {
    name: 'provisioning_key',
    description: {
      en: 'Secret part of the URL that phones of this tenant use',
      fr: "Partie secrète de l'URL des téléphones de ce tenant",
    },
    initial: null,
    secret: true,
    read: (value) => {
      if (value === null || value === '') return ok(value);
      return typeof value === 'string' && PROVISIONING_KEY.test(value)
        ? ok(value)
        : refused('must have 8 to 256 characters: letters, digits and - $ ~ .');
    },
  },
];

export function findParameter(name: string): ServerParameter | undefined {
  return SERVER_PARAMETERS.find((parameter) => parameter.name === name);
}

function orNull(problem: (text: string) => string | null): ServerParameter['read'] {
  return (value) => {
    if (value === null) return ok(null);
    if (typeof value !== 'string' || value === '' || value.length > MAX_LENGTH || /\s/.test(value)) {
      return refused('must be a text without spaces, or null');
    }
    const found = problem(value);
    return found === null ? ok(value) : refused(found);
  };
}

/** A URL with a scheme and a host; `none`: with nothing behind the host, not even a slash. */
function urlProblem(text: string, path: 'any' | 'none'): string | null {
  const parts = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)(.*)$/i.exec(text);
  if (!parts || !URL.canParse(text) || new URL(text).hostname === '')
    return 'must be a URL with a scheme and a host';
  return path === 'none' && parts[2] !== '' ? 'must be a URL without a path' : null;
}

function refused(message: string): Result<never> {
  return err(appError('invalid', message));
}
