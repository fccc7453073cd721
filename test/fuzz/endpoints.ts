import fs from 'node:fs';
import path from 'node:path';

export interface Endpoint {
  method: string;
  /** Variables in braces. */
  path: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** What the description of the REST API says that there is; `yaml`: as the server gives it. */
export function restEndpoints(yaml: string): Endpoint[] {
  const found: Endpoint[] = [];
  let at = '';
  for (const line of yaml.split('\n')) {
    const place = /^ {2}"(\/[^"]*|)":/.exec(line)?.[1];
    if (place !== undefined) at = place;
    const method = /^ {4}(\w+):/.exec(line)?.[1];
    if (method !== undefined && METHODS.includes(method))
      found.push({ method: method.toUpperCase(), path: at === '/' ? '' : at });
  }
  return found;
}

/** What the console's own interface has, by its folders. */
export function consoleEndpoints(): Endpoint[] {
  return fs
    .readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .flatMap((file) => {
      const text = fs.readFileSync(path.join('app/api', file), 'utf8');
      const place = path.dirname(file).replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}');
      return METHODS.filter((method) => new RegExp(`\\b${method.toUpperCase()}\\b`).test(text)).map(
        (method) => ({
          method: method.toUpperCase(),
          path: `/${place}`,
        }),
      );
    });
}
