import type { AnyContract } from './contract';
import { accessApi } from './routes/access';
import { bulkApi } from './routes/bulk';
import { devicesApi } from './routes/devices';
import { learnApi } from './routes/learn';
import { pagesApi } from './routes/pages';
import { webhooksApi } from './routes/webhooks';
import { phonesApi } from './routes/phones';
import { telephonyApi } from './routes/telephony';
import { templatesApi } from './routes/templates';
import { uploadsApi } from './routes/uploads';

/** Every contract by the names that routes give it. */
export const CONTRACTS = {
  devicesApi,
  bulkApi,
  pagesApi,
  accessApi,
  learnApi,
  phonesApi,
  templatesApi,
  telephonyApi,
  uploadsApi,
  webhooksApi,
} as const satisfies Readonly<Record<string, Readonly<Record<string, AnyContract>>>>;

/** Every route of the console's JSON interface; a test compares it with `app/api`. */
export const API: readonly AnyContract[] = Object.values(CONTRACTS).flatMap((group) =>
  Object.values<AnyContract>(group),
);

/** Routes that are no part of the interface: the sign-in of browsers, whose forms next-auth defines. */
export const NOT_IN_THE_API: readonly string[] = ['/api/auth/{nextauth}'];
