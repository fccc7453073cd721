import { z } from 'zod';
import type { TemplateCheck, TemplateLineView, TemplateView } from '../../console/templates';
import { instant } from './common';

export const templateLinesAnswer = z.array(
  z
    .strictObject({
      id: z.string(),
      vendor: z.string(),
      bundled: z.array(z.string()).describe('Names that the plugin itself has.'),
      custom: z.array(z.strictObject({ name: z.string(), updatedAt: instant })),
    })
    .meta({ id: 'TemplateLine' }),
) satisfies z.ZodType<TemplateLineView[]>;

export const templateAnswer = z
  .strictObject({
    line: z.string(),
    name: z.string(),
    source: z.string().nullable().describe('Null: none is written; phones get the bundled one.'),
    bundled: z.string().nullable(),
    revision: z.string().nullable(),
    history: z.array(
      z.strictObject({
        id: z.string(),
        at: instant,
        who: z.string(),
        source: z.string().nullable().describe('Null: it was deleted then.'),
      }),
    ),
    devices: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  })
  .meta({ id: 'Template' }) satisfies z.ZodType<TemplateView>;

export const templateCheckAnswer = z
  .strictObject({
    problem: z
      .strictObject({
        message: z.string(),
        template: z.string().nullable(),
        line: z.number().int().nullable(),
      })
      .nullable(),
    files: z.array(
      z.strictObject({
        path: z.string(),
        change: z.enum(['changed', 'added', 'removed']),
        lines: z.array(z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    ),
    unchanged: z.number().int(),
  })
  .meta({ id: 'TemplateCheck' }) satisfies z.ZodType<TemplateCheck>;
