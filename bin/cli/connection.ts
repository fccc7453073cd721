import fs from 'node:fs';
import { z } from 'zod';
import type { Env } from '../../lib/env';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';

/** Where the server is and who asks. */
export interface Connection {
  /** Without a slash at its end. */
  address: string;
  token: string | null;
  /** Lower-case UUID; null: the token's own. */
  tenant: string | null;
}

const address = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const token = z.string().regex(/^[\x21-\x7e]{1,512}$/);
const tenant = z.uuid().transform((value) => value.toLowerCase());

const configFile = z.strictObject({
  address: address.optional(),
  token: token.optional(),
  tenant: tenant.optional(),
});
type ConfigFile = z.infer<typeof configFile>;

/** As commander gives them. */
export const connectionOptions = z.object({
  address: z.string().optional(),
  tokenFile: z.string().optional(),
  tenant: z.string().optional(),
  apiConfig: z.string().optional(),
});

/** What an option says counts, then the environment, then the file. */
export function readConnection(
  options: z.infer<typeof connectionOptions>,
  client: Env['client'],
): Result<Connection> {
  const named = options.apiConfig ?? (client.configGiven ? client.configFile : null);
  const file = readConfigFile(named ?? client.configFile, named !== null);
  if (!file.ok) return file;
  const given = z.object({ address: address.optional(), tenant: tenant.optional() }).safeParse(options);
  if (!given.success) {
    const wrong = String(given.error.issues[0]?.path[0]);
    const expected = wrong === 'tenant' ? 'a UUID' : 'a URL like https://offhook.example.com';
    return err(appError('invalid', `--${wrong} is not ${expected}.`));
  }
  const secret = options.tokenFile === undefined ? ok(null) : readToken(options.tokenFile);
  if (!secret.ok) return secret;
  const fromEnvironment = client.addressGiven ? client.address : undefined;
  return ok({
    address: given.data.address ?? fromEnvironment ?? file.value.address ?? client.address,
    token: secret.value ?? client.token ?? file.value.token ?? null,
    tenant: given.data.tenant ?? client.tenant ?? file.value.tenant ?? null,
  });
}

function readToken(file: string): Result<string> {
  const text = readText(file === '-' ? 0 : file);
  if (!text.ok) return text;
  const parsed = token.safeParse(text.value.trim());
  return parsed.success ? ok(parsed.data) : err(appError('invalid', `${file} holds no API token.`));
}

function readConfigFile(file: string, named: boolean): Result<ConfigFile> {
  if (!named && !fs.existsSync(file)) return ok({});
  const text = readText(file);
  if (!text.ok) return text;
  const parsed = configFile.safeParse(parseJson(text.value));
  if (!parsed.success) {
    const message = `${file} is not {"address": URL, "token": TEXT, "tenant": UUID}, each of them optional.`;
    return err(appError('invalid', message));
  }
  if (parsed.data.token !== undefined && (fs.statSync(file).mode & 0o077) !== 0)
    return err(appError('invalid', `${file} holds a token and others may read it. Run: chmod 600 ${file}`));
  return ok(parsed.data);
}

function readText(file: string | number): Result<string> {
  try {
    return ok(fs.readFileSync(file, 'utf8'));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    return err(appError('invalid', `${file} can't be read (${code}).`));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
