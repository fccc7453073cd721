import { learnApi } from '../../domain/api/routes/learn';
import { learnedArchive, learnerOf } from '../../services/console/learn';
import {
  forgetLearning,
  listLearning,
  readLearning,
  startLearning,
  stopLearning,
} from '../../services/learn/sessions';
import { ok } from '../../shared/result';
import { attachment } from '../attachment';
import { route } from '../bff';

const id = (params: Record<string, string>): string => params.id ?? '';

export const list = route(learnApi.list, async ({ console, user }) =>
  ok(await listLearning(console, await learnerOf(console, user))),
);
export const start = route(learnApi.start, async ({ console, user, body }) =>
  startLearning(console, await learnerOf(console, user), body),
);
export const read = route(learnApi.read, async ({ console, user, params, query }) =>
  readLearning(console, await learnerOf(console, user), id(params), query.vendor ?? null),
);
export const forget = route(learnApi.forget, async ({ console, user, params }) =>
  forgetLearning(console, await learnerOf(console, user), id(params)),
);
export const stop = route(learnApi.stop, async ({ console, user, params }) =>
  stopLearning(console, await learnerOf(console, user), id(params)),
);
export const family = route(learnApi.family, async ({ console, user, params, query }) => {
  const archive = await learnedArchive(console, user, id(params), query.vendor);
  return archive.ok
    ? ok(attachment(archive.value.name, archive.value.contents, 'application/gzip'))
    : archive;
});
