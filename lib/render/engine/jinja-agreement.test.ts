import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import recorded from './jinja-agreement.json';
import { TemplateEngine } from './template-engine';

/**
 * Templates with what Jinja2 3.1 gives for them: without escaping, with it, and sets of templates whose `main` is
 * rendered with it. Left out on purpose: None prints as nothing here, a whole number that Python holds as a float
 * prints without `.0`, pairs of `.items()` print as lists.
 */
const { context, plain, escaped, sets } = z
  .object({
    context: z.record(z.string(), z.json()),
    plain: z.array(z.tuple([z.string(), z.string()])),
    escaped: z.array(z.tuple([z.string(), z.string()])),
    sets: z.array(z.tuple([z.record(z.string(), z.string()), z.string()])),
  })
  .parse(recorded);

function render(templates: Record<string, string>): string {
  return new TemplateEngine([templates]).render('main', context, 'xml');
}

describe('agreement with Jinja2', () => {
  it.each(plain)('without escaping: %s', (template, expected) => {
    expect(render({ main: `{% autoescape false %}${template}{% endautoescape %}` })).toBe(expected);
  });
  it.each(escaped)('with escaping: %s', (template, expected) => {
    expect(render({ main: template })).toBe(expected);
  });
  it.each(sets)('several templates: %j', (templates, expected) => {
    expect(render(templates)).toBe(expected);
  });
});
