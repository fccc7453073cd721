import type { Caller } from '../services/actor';
import type { CompatResponse, Exchange } from './http';

export type Params = Readonly<Record<string, string>>;

export interface Action {
  /** The right that it needs. */
  right: (params: Params, caller: Caller) => string;
  run: (exchange: Exchange) => Promise<CompatResponse>;
  /** `json`: the request has a JSON body of a media type that is checked. */
  takes?: 'json';
  /** The answer is not JSON, so `Accept` does not count. */
  gives?: 'anything';
}

export interface Route {
  /** Segments below the version, `:name` for any text. */
  path: string;
  actions: Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Action>>;
  /** Answers everybody, without a token. */
  open?: CompatResponse;
  /** False: there is no such thing, which is told before anything else. */
  exists?: (params: Params) => Promise<boolean>;
}

interface Compiled {
  segments: string[];
  route: Route;
}

export class Router {
  readonly #routes: Compiled[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({
      segments: route.path.split('/').filter((s) => s !== ''),
      route,
    }));
  }

  /** `segments`: decoded one by one, so that a slash may be part of one. */
  find(segments: readonly string[]): { route: Route; params: Params } | null {
    for (const { segments: wanted, route } of this.#routes) {
      const params = match(wanted, segments);
      if (params) return { route, params };
    }
    return null;
  }
}

function match(wanted: readonly string[], segments: readonly string[]): Params | null {
  if (wanted.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const segment = segments[i] ?? '';
    if (part.startsWith(':')) {
      if (segment === '') return null;
      params[part.slice(1)] = segment;
    } else if (part !== segment) return null;
  }
  return params;
}

export function methodsOf(route: Route): string[] {
  const methods: string[] = Object.keys(route.actions);
  return methods.includes('GET') ? [...methods, 'HEAD', 'OPTIONS'] : [...methods, 'OPTIONS'];
}
