import { parse } from 'yaml';
import { z } from 'zod';
import { expect, it } from 'vitest';
import { OPENAPI_DOCUMENT, PATHS } from './openapi';
import { CONFIG_ROUTES } from './routes/configs';
import { DEVICE_ROUTES } from './routes/devices';
import { PARAMETER_ROUTES } from './routes/parameters';
import { pluginRoutes } from './routes/plugins';
import { ROOT_ROUTES } from './routes/root';

const openapi = z.object({
  swagger: z.string(),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ operationId: z.string(), responses: z.record(z.string(), z.object({})) }),
    ),
  ),
});

const router = [
  ...ROOT_ROUTES,
  ...DEVICE_ROUTES,
  ...CONFIG_ROUTES,
  ...PARAMETER_ROUTES,
  ...pluginRoutes({ find: () => Promise.resolve(null) }),
];

it('describes every path and method that there is, and no other', () => {
  const described = Object.entries(PATHS).map(
    ([path, methods]) => `${path} ${Object.keys(methods).sort().join(' ')}`,
  );
  const routed = router.flatMap(({ path, actions }) => {
    const methods = Object.keys(actions).map((method) => method.toLowerCase());
    return methods.length > 0 ? [`/${path.replace(/:(\w+)/g, '{$1}')} ${methods.sort().join(' ')}`] : [];
  });
  expect(described.sort()).toEqual(routed.sort());
});

it('is YAML of an OpenAPI 2.0 document whose operations have names of their own', () => {
  const document = openapi.parse(parse(OPENAPI_DOCUMENT));
  expect(document.swagger).toBe('2.0');
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { responses } of operations) expect(Object.keys(responses).length).toBeGreaterThan(1);
});
