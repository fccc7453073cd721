import { writeAudit } from '../../db/audit/audit';
import type { SaveTelephony, TelephonyView } from '../../domain/telephony/settings';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { amiAction } from '../../sip/ami';
import { isMaster } from '../access/access';
import { actorName } from '../actor';
import type { ServiceContext } from '../context';
import { amiServerOf, readTelephony, writeTelephony } from '../telephony/settings';
import { actorOf, callerOf } from './caller';
import type { ConsoleContext } from './context';
import type { SessionUser } from './sign-in';

const MASTER_ONLY = appError('forbidden', 'The telephony server is set by the master tenant.');
const NO_SECRET = appError('invalid', 'The secret is missing.', [{ path: 'secret', message: 'required' }]);

async function asMaster(context: ConsoleContext, user: SessionUser): Promise<Result<ServiceContext>> {
  const services = await context.services();
  return isMaster(services, callerOf(user)) ? ok(services) : err(MASTER_ONLY);
}

export async function readTelephonyView(
  context: ConsoleContext,
  user: SessionUser,
): Promise<Result<TelephonyView>> {
  const services = await asMaster(context, user);
  if (!services.ok) return services;
  const { settings, secret } = await readTelephony(context.database, services.value.masterTenant);
  return ok({ settings, hasSecret: secret !== null });
}

/** The form with the secret that is stored, when it gives none. That is kept for its server alone. */
async function withSecret(
  context: ConsoleContext,
  services: ServiceContext,
  form: SaveTelephony,
): Promise<Result<string>> {
  if (form.secret !== null) return ok(form.secret);
  const { settings, secret } = await readTelephony(context.database, services.masterTenant);
  const same = settings?.host === form.host && settings.port === form.port && settings.tls === form.tls;
  return secret !== null && same ? ok(secret) : err(NO_SECRET);
}

export async function saveTelephony(
  context: ConsoleContext,
  user: SessionUser,
  form: SaveTelephony | null,
): Promise<Result<void>> {
  const services = await asMaster(context, user);
  if (!services.ok) return services;
  const { masterTenant, changes } = services.value;
  const secret = form ? await withSecret(context, services.value, form) : ok(null);
  if (!secret.ok) return secret;
  await changes.write(async (store) => {
    const settings = form
      ? {
          host: form.host,
          port: form.port,
          username: form.username,
          tls: form.tls,
          verifyCertificate: form.verifyCertificate,
        }
      : null;
    await writeTelephony(store, masterTenant, settings, form?.secret === null ? undefined : secret.value);
    await writeAudit(store.sql, {
      tenantId: masterTenant,
      actor: actorName(actorOf(user)),
      action: form ? 'telephony.update' : 'telephony.delete',
      target: 'telephony',
      detail: form ? { host: form.host, port: form.port, username: form.username, tls: form.tls } : {},
    });
  });
  return ok(undefined);
}

/** Connects and signs in with what the form says, saved or not. */
export async function testTelephony(
  context: ConsoleContext,
  user: SessionUser,
  form: SaveTelephony,
): Promise<Result<void>> {
  const services = await asMaster(context, user);
  if (!services.ok) return services;
  const secret = await withSecret(context, services.value, form);
  return secret.ok ? amiAction(amiServerOf(form, secret.value), 'Ping', []) : secret;
}
