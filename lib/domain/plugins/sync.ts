import { z } from 'zod';

/** One line of text for a message: what could end it and begin another is refused. */
const oneLine = z
  .string()
  .max(200)
  .regex(/^[\x20-\x7e]*$/, 'printable ASCII on one line');

/** How phones of a line are told to fetch their configuration again. */
export const syncSpec = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('sip_notify'),
    /** Value of the Event header, e.g. `check-sync;reboot=false`. */
    event: z
      .string()
      .max(100)
      .regex(/^[\w.-]+(;[\w.-]+=[\w.-]+)*$/, 'an event and its parameters, as in a SIP header'),
    /** More headers, e.g. `Content-type`. */
    headers: z
      .array(z.strictObject({ name: z.string().regex(/^[A-Za-z-]{1,50}$/), value: oneLine }))
      .max(10)
      .default([]),
    /** Lines of the body. */
    body: z.array(oneLine).max(50).default([]),
  }),
  z.strictObject({
    method: z.literal('none'),
    /** Why, and what to do instead. For administrators. */
    reason: z.string().min(1).max(300),
  }),
]);
export type SyncSpec = z.infer<typeof syncSpec>;

/** What most vendors agreed on. */
export const CHECK_SYNC: Extract<SyncSpec, { method: 'sip_notify' }> = {
  method: 'sip_notify',
  event: 'check-sync',
  headers: [],
  body: [],
};
