import { expect, it } from 'vitest';
import { REFUSALS } from '../phones/refusals';
import { eventNotes } from './event-notes';

const NOTHING = { refusal: null, ambiguous: false, expectedMissing: false, problem: null };

it('knows every reason for which the phone process turns a request away', () => {
  for (const [known, refused] of Object.entries(REFUSALS))
    expect(eventNotes({ refused })).toEqual({ ...NOTHING, refusal: { known } });
});

it('gives other reasons in the words of the server', () => {
  expect(eventNotes({ reason: 'too large', refused: 'too large' }).refusal).toEqual({ words: 'too large' });
  expect(eventNotes({ reason: 'listing' }).refusal).toEqual({ words: 'listing' });
});

it('tells where a template failed, and what else is noted', () => {
  const problem = { code: 'template_error', message: 'unknown filter', template: 'base.tpl', line: 3 };
  expect(eventNotes({ problem, expectedMissing: true, ambiguous: true })).toEqual({
    refusal: null,
    ambiguous: true,
    expectedMissing: true,
    problem: { message: 'unknown filter', template: 'base.tpl', line: 3 },
  });
  expect(eventNotes({ problem: { message: 'no key' } }).problem).toEqual({
    message: 'no key',
    template: null,
    line: null,
  });
});

it('takes whatever was stored', () => {
  for (const detail of [null, undefined, 'text', [], { refused: 7, problem: 'x', ambiguous: 'yes' }])
    expect(eventNotes(detail)).toEqual(NOTHING);
});
