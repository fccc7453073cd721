import { appError } from '../../shared/errors';
import type { AppError, Problem } from '../../shared/errors';
import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import { err, ok } from '../../shared/result';
import type { Result } from '../../shared/result';
import { documentIdProblem } from '../ids';
import { coerce } from './coerce';
import { checkRawConfig } from './raw-config';

/** A config document that is valid. Other members are kept as they are. */
export interface ConfigDocument extends JsonObject {
  parent_ids: string[];
  raw_config: JsonObject;
}

export interface CheckedConfig {
  document: ConfigDocument;
  warnings: Problem[];
}

/** Parents of one config; more is no inheritance that anybody means. */
export const MAX_PARENTS = 64;

/**
 * Checks a config document (after `normalizeConfig`), in the order in which clients know the messages. Nothing is
 * changed. `id` may be missing: the server makes one.
 */
export function checkConfig(document: JsonObject): Result<CheckedConfig, AppError> {
  const { parent_ids: parents, raw_config: raw, id, role } = document;
  if (parents === undefined) return refused('parent_ids', 'missing "parent_ids" field in config');
  if (!Array.isArray(parents)) return refused('parent_ids', '"parent_ids" field must be a list in config');
  if (!isTexts(parents)) return refused('parent_ids', '"parent_ids" field must hold texts only in config');
  if (parents.length > MAX_PARENTS) {
    return refused('parent_ids', `"parent_ids" field must hold at most ${MAX_PARENTS} ids in config`);
  }
  if (raw === undefined) return refused('raw_config', 'missing "raw_config" field in config');
  if (!isJsonObject(raw)) return refused('raw_config', '"raw_config" field must be an object in config');
  for (const name of ['transient', 'deletable']) {
    if (!isFlag(document[name])) return refused(name, `"${name}" field must be true or false in config`);
  }
  if (role !== undefined && role !== null && typeof role !== 'string' && typeof role !== 'number') {
    return refused('role', '"role" field must be a text in config');
  }
  const idProblem = id === undefined ? null : documentIdProblem(id);
  if (idProblem !== null) return refused('id', `"id" ${idProblem}`);

  const { problems, warnings } = checkRawConfig(raw);
  if (problems.length > 0) {
    const told = below('raw_config', problems);
    return err(appError('invalid', told.map((p) => `${p.path} ${p.message}`).join('\n'), told));
  }
  return ok({
    document: { ...document, parent_ids: parents, raw_config: raw },
    warnings: below('raw_config', warnings),
  });
}

/** Absent means yes; null and zero forbid. Updates are always allowed. */
export function isDeletable(document: JsonObject): boolean {
  return document.deletable === undefined || isTrue(document.deletable);
}

/** Deleted with the last device that uses it. */
export function isTransient(document: JsonObject): boolean {
  return isTrue(document.transient);
}

function isTrue(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  const coerced = coerce({ kind: 'boolean' }, value);
  return 'value' in coerced && coerced.value === true;
}

function isFlag(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || 'value' in coerce({ kind: 'boolean' }, value);
}

function isTexts(values: JsonValue[]): values is string[] {
  return values.every((value) => typeof value === 'string');
}

function below(name: string, problems: Problem[]): Problem[] {
  return problems.map(({ path, message }) => ({ path: `${name}.${path}`, message }));
}

function refused(path: string, message: string): Result<never, AppError> {
  return err(appError('invalid', message, [{ path, message }]));
}
