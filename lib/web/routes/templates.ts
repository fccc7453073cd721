import { templatesApi } from '../../domain/api/routes/templates';
import { templateName } from '../../domain/console/templates';
import {
  checkTemplate,
  listTemplateLines,
  readTemplate,
  saveTemplate,
} from '../../services/console/templates';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { route } from '../bff';

function nameOf({ name }: Record<string, string>): Result<string> {
  const parsed = templateName.safeParse(name);
  return parsed.success
    ? ok(parsed.data)
    : err(
        appError('invalid', 'This is no name of a template; it ends with ".tpl".', [
          { path: 'name', message: 'templateName' },
        ]),
      );
}

const line = (params: Record<string, string>): string => params.line ?? '';

export const list = route(templatesApi.list, async ({ console, user }) =>
  ok(await listTemplateLines(console, user)),
);
export const GET = route(templatesApi.read, async ({ console, user, params }) => {
  const name = nameOf(params);
  return name.ok ? readTemplate(console, user, line(params), name.value) : name;
});
export const PUT = route(templatesApi.save, async ({ console, user, params, body }) => {
  const name = nameOf(params);
  return name.ok ? saveTemplate(console, user, line(params), name.value, body) : name;
});
export const DELETE = route(templatesApi.remove, async ({ console, user, params, body }) => {
  const name = nameOf(params);
  return name.ok ? saveTemplate(console, user, line(params), name.value, { source: null, ...body }) : name;
});
export const check = route(templatesApi.check, ({ console, user, params, body }) =>
  checkTemplate(console, user, line(params), body),
);
