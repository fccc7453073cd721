import type { Command } from 'commander';
import { z } from 'zod';
import { readEnv } from '../../lib/env';
import { appError, type AppError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import { createApi, type Api } from './api';
import { connectionOptions, readConnection } from './connection';
import { EXIT, exitCodeOf } from './exit-codes';

/** What a command prints when it has gone well. */
export interface Report {
  /** For `--json`; undefined: nothing. */
  data?: unknown;
  /** The same as JSON text, printed as it is. */
  json?: string;
  /** For people, one per line. */
  lines: readonly string[];
  /** Not 0 when only some of it was done. */
  exitCode?: number;
}

/** A command that speaks to a server. It takes the options of the connection and `--json`. */
export function apiCommand(group: Command, usage: string, description: string): Command {
  return withConnection(jsonCommand(group, usage, description));
}

export function jsonCommand(group: Command, usage: string, description: string): Command {
  return group.command(usage).description(description).option('--json', 'print JSON for programs');
}

export function withConnection(command: Command): Command {
  return command
    .option('--address <url>', 'URL of the console')
    .option('--token-file <file>', 'file with the API token, - for standard input')
    .option('--tenant <uuid>', 'tenant to act in: the token’s own or one below it')
    .option('--api-config <file>', 'JSON file with address, token and tenant');
}

export interface Session<Options> {
  api: Api;
  options: Options;
}

/** Names of the options that `apiCommand` adds: everything else has to be in the schema of the command. */
const common = connectionOptions.extend({ json: z.boolean().default(false) });

/**
 * Runs a command: reads its options, calls the server, prints the report or the error, sets the exit status. With
 * `--json` standard output holds JSON alone, errors included.
 */
export async function runOnApi<Shape extends z.ZodRawShape>(
  command: Command,
  schema: z.ZodObject<Shape>,
  work: (session: Session<z.infer<z.ZodObject<Shape>>>) => Promise<Result<Report>>,
): Promise<void> {
  const given: unknown = command.opts();
  const settings = common.parse(given);
  const options = schema.safeParse(given);
  if (!options.success) return fail(wrongOption(options.error), settings.json);
  const api = openApi(settings);
  if (!api.ok) return fail(api.error, settings.json);
  finish(await work({ api: api.value, options: options.data }), settings.json);
}

export function openApi(settings: z.infer<typeof connectionOptions>): Result<Api> {
  const env = readEnv();
  if (!env.ok) return env;
  const connection = readConnection(settings, env.value.client);
  return connection.ok ? ok(createApi(connection.value)) : connection;
}

export function finish(result: Result<Report>, json: boolean): void {
  if (!result.ok) return fail(result.error, json);
  const { data, json: text, lines, exitCode = EXIT.done } = result.value;
  if (json) console.log(text ?? JSON.stringify(data ?? null, null, 2));
  else for (const line of lines) console.log(line);
  process.exitCode = exitCode;
}

export function fail(error: AppError, json: boolean): void {
  if (json) console.log(JSON.stringify({ error }, null, 2));
  console.error(`offhook: ${error.message}`);
  process.exitCode = exitCodeOf(error.code);
}

function wrongOption(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return appError('invalid', `--${name}: ${issue?.message ?? 'not valid'}`);
}

export const yesOption = { yes: z.boolean().default(false) };

/** For what can't be taken back and names many things at once. */
export function needsYes(count: number, yes: boolean, what: string): Result<void> {
  if (yes || count <= 1) return ok(undefined);
  return err(appError('invalid', `This ${what} ${count} things. Say --yes if that is what you want.`));
}
