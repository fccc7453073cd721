/**
 * Who acts. Rights and tenant are always the actor's own, whatever tenant a request names. `system`: Offhook itself
 * (jobs, set-up); it acts for the master tenant and may do everything.
 */
export type Actor =
  | { kind: 'user'; id: string; tenant: string; role: string }
  | { kind: 'token'; id: string; tenant: string; acl: readonly string[] }
  | { kind: 'system'; tenant: string };

/** An actor and the tenant that it acts in: its own or one below it. Made by `resolveCaller`. */
export interface Caller {
  readonly actor: Actor;
  readonly tenant: string;
}

/** As it is written to the audit trail. */
export function actorName(actor: Actor): string {
  return actor.kind === 'system' ? 'system' : `${actor.kind}:${actor.id}`;
}
