import type { JsonValue } from '../shared/json';
import type { CompatResponse } from './http';
import { json } from './responses';
import type { Action } from './router';

/** `rel` → name of the child. */
export type Links = readonly (readonly [rel: string, child: string])[];

export function linkList(path: string, links: Links): JsonValue {
  return links.map(([rel, child]) => ({ rel, href: `${path}/${child}` }));
}

/** A node that only says where its children are. */
export function node(right: string | Action['right'], links: Links): { GET: Action } {
  const run = ({ path }: { path: string }): Promise<CompatResponse> =>
    Promise.resolve(json({ links: linkList(path, links) }));
  return { GET: { right: typeof right === 'string' ? () => right : right, run } };
}
