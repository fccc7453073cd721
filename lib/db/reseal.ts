import { isSealed, type Keyring } from '../shared/keyring';
import { inputPlace } from './bulk/jobs';
import { openDocument, openValue, sealDocument, sealValue, type DocumentKind } from './secrets';
import type { Sql } from './pool';
import { secretPlace } from './webhooks/webhooks';

export interface ResealStep {
  /** The last id that was read; null: there are no more. */
  last: string | null;
  /** How many rows held a value that was sealed with an older key. */
  resealed: number;
}

const SEALED = /"(enc:1:[\w-]+)"/g;

/** Seals the secrets of up to `limit` documents after `after` with the current key. Run it in a transaction. */
export async function resealDocuments(
  sql: Sql,
  keyring: Keyring,
  kind: DocumentKind,
  after: string,
  limit: number,
): Promise<ResealStep> {
  const rows = await sql.query<{ id: string; body: string }>(
    `SELECT id, body::text AS body FROM ${kind} WHERE id > $1 ORDER BY id LIMIT $2 FOR UPDATE`,
    [after, limit],
  );
  const stale = rows.filter(({ body }) =>
    [...body.matchAll(SEALED)].some(([, text = '']) => !keyring.isCurrent(text)),
  );
  for (const { id, body } of stale) {
    const { body: sealed } = sealDocument(keyring, kind, id, openDocument(keyring, kind, id, body));
    await sql.execute(`UPDATE ${kind} SET body = $2::json WHERE id = $1`, [id, sealed]);
  }
  return { last: rows.length < limit ? null : (rows.at(-1)?.id ?? null), resealed: stale.length };
}

/** The same for tenants' provisioning keys, secret settings, keys of webhooks and rows of bulk requests that wait, which are few. */
export async function resealValues(sql: Sql, keyring: Keyring): Promise<number> {
  let resealed = 0;
  const again = (place: string, sealed: string): string => {
    resealed += 1;
    return sealValue(keyring, place, openValue(keyring, place, sealed));
  };
  const tenants = await sql.query<{ id: string; sealed: string }>(
    'SELECT id, provisioning_key AS sealed FROM tenant WHERE provisioning_key IS NOT NULL FOR UPDATE',
  );
  for (const { id, sealed } of tenants.filter((row) => isStale(keyring, row.sealed))) {
    const value = again(`tenant/${id}/provisioning_key`, sealed);
    await sql.execute('UPDATE tenant SET provisioning_key = $2 WHERE id = $1', [id, value]);
  }
  const settings = await sql.query<{ tenant_id: string; key: string; sealed: string }>(
    `SELECT tenant_id, key, value->>'$sealed' AS sealed FROM setting
     WHERE jsonb_typeof(value) = 'object' AND value ? '$sealed' FOR UPDATE`,
  );
  for (const { tenant_id: tenant, key, sealed } of settings.filter((row) => isStale(keyring, row.sealed))) {
    const value = JSON.stringify({ $sealed: again(`setting/${tenant}/${key}`, sealed) });
    await sql.execute('UPDATE setting SET value = $3::jsonb WHERE tenant_id = $1 AND key = $2', [
      tenant,
      key,
      value,
    ]);
  }
  const webhooks = await sql.query<{ id: string; sealed: string }>(
    'SELECT id, secret AS sealed FROM webhook FOR UPDATE',
  );
  for (const { id, sealed } of webhooks.filter((row) => isStale(keyring, row.sealed))) {
    await sql.execute('UPDATE webhook SET secret = $2 WHERE id = $1', [id, again(secretPlace(id), sealed)]);
  }
  const waiting = await sql.query<{ id: string; sealed: string }>(
    'SELECT id, input AS sealed FROM bulk_job WHERE input IS NOT NULL FOR UPDATE',
  );
  for (const { id, sealed } of waiting.filter((row) => isStale(keyring, row.sealed))) {
    await sql.execute('UPDATE bulk_job SET input = $2 WHERE id = $1', [id, again(inputPlace(id), sealed)]);
  }
  return resealed;
}

function isStale(keyring: Keyring, text: string): boolean {
  return isSealed(text) && !keyring.isCurrent(text);
}
