import { z } from 'zod';
import {
  learnVendor,
  recordedRequest,
  startLearning,
  type LearnDetail,
  type LearnSession,
} from '../../learn/learn';
import { identifyRule } from '../../plugins/identify';
import { instant } from '../answers/common';
import { contract } from '../contract';

const session = z
  .strictObject({
    id: z.uuid(),
    ip: z.string().nullable(),
    macPrefix: z.string().nullable(),
    startedAt: instant,
    endsAt: instant,
    stoppedAt: instant.nullable(),
    running: z.boolean(),
  })
  .meta({ id: 'LearnSession' }) satisfies z.ZodType<LearnSession>;

const reason = z.strictObject({
  code: z.enum([
    'agent',
    'model',
    'version',
    'mac',
    'path_mac',
    'folder',
    'named_file',
    'no_agent',
    'oui',
    'vendor_class',
    'narrowed',
    'generic_agent',
    'generic_class',
    'matches_others',
    'local_mac',
    'known_already',
  ]),
  value: z.string(),
});

const detail = z
  .strictObject({
    session,
    requests: z.array(recordedRequest),
    suggestedVendor: z.string().nullable(),
    proposal: z
      .strictObject({
        vendor: z.string(),
        family: z.string(),
        ouis: z.array(z.string()),
        rules: z.array(z.strictObject({ rule: identifyRule, reasons: z.array(reason) })),
        dropped: z.array(reason),
        identify: z.string().describe('Text of `identify.json5`.'),
        requests: z.array(
          z.strictObject({
            request: recordedRequest,
            recognised: z.boolean(),
            rules: z.array(z.string()),
          }),
        ),
        checked: z
          .int()
          .describe('Requests of known phones, browsers and scanners that it was held against.'),
        changed: z.array(z.string()).describe('Those that it would change; there should be none.'),
      })
      .nullable(),
  })
  .meta({ id: 'LearnDetail' }) satisfies z.ZodType<LearnDetail>;

const tag = 'Plugins';
const READ = { right: 'offhook.learn.read' };
const CHANGE = { right: 'offhook.learn.update' };

export const learnApi = {
  list: contract({
    method: 'GET',
    path: '/api/learn',
    tag,
    summary: 'Lists the sources that are and were watched',
    access: READ,
    answer: z.array(session),
  }),
  start: contract({
    method: 'POST',
    path: '/api/learn',
    tag,
    summary: 'Watches a source for a while',
    access: CHANGE,
    body: startLearning,
    answer: session,
    status: 201,
  }),
  read: contract({
    method: 'GET',
    path: '/api/learn/{id}',
    tag,
    summary: 'Tells what a source asked for, and with a vendor’s name what it would be recognised by',
    access: READ,
    query: learnVendor.partial(),
    answer: detail,
  }),
  forget: contract({
    method: 'DELETE',
    path: '/api/learn/{id}',
    tag,
    summary: 'Deletes what was recorded of a source',
    access: CHANGE,
    answer: null,
  }),
  stop: contract({
    method: 'POST',
    path: '/api/learn/{id}/stop',
    tag,
    summary: 'Stops watching, and keeps what was recorded',
    access: CHANGE,
    answer: null,
  }),
  family: contract({
    method: 'GET',
    path: '/api/learn/{id}/family',
    tag,
    summary: 'Gives a family to start from, as a folder in an archive',
    access: READ,
    query: learnVendor,
    answer: { type: 'application/gzip', description: 'A tar archive, packed by gzip.' },
  }),
};
