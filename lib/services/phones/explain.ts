import type { Recognition } from './recognise';

/** The event's detail as JSON text: what was learned and why, what was decided, what it caused. */
export function describe(
  { identity, identification, vouched }: Recognition,
  notes: Readonly<Record<string, unknown>>,
  plugin: string | null,
): string {
  return JSON.stringify({
    identity,
    vouched,
    plugin,
    families: identification.families,
    why: identification.why,
    ...notes,
  });
}
