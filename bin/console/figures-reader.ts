import type { IncomingHttpHeaders } from 'node:http';
import { may } from '../../lib/services/access/access';
import { findTokenActor } from '../../lib/services/access/token-actor';
import type { ServiceContext } from '../../lib/services/context';

/** Who may read the figures of the console, whose port others reach too: an API token with the right to. */
export function figuresReader(services: () => Promise<ServiceContext>) {
  return async (headers: IncomingHttpHeaders): Promise<boolean> => {
    const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
    const token = bearer ?? [headers['x-auth-token'] ?? ''].flat()[0] ?? '';
    if (token === '') return false;
    const actor = await findTokenActor(await services(), token);
    return actor !== null && may(actor, 'offhook.metrics.read');
  };
}
