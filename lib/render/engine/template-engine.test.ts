import { describe, expect, it } from 'vitest';
import { TemplateFailure } from './failure';
import { TemplateEngine, type TemplateLayer } from './template-engine';

function failureOf(...layers: TemplateLayer[]): TemplateFailure {
  try {
    new TemplateEngine(layers).render('main', {}, 'xml');
  } catch (error) {
    if (error instanceof TemplateFailure) return error;
    throw error;
  }
  throw new Error('the template was rendered');
}

describe('failures', () => {
  it.each([
    ['a\n\n{{ x( }}', 3, /unexpected "}"|expected/],
    ['a\n{% if x %}\nb', 2, /"if" of line 2 has no end/],
    ['a\n{% endif %}', 2, /unknown tag "endif"/],
    ['a\n{% nope %}', 2, /unknown tag "nope"/],
    ['a\n\n{{ 1|nope }}', 3, /no filter "nope"/],
    ['a\n{{ 1 is nope }}', 2, /no test "nope"/],
    ['\n\n\n{{ missing() }}', 4, /"missing" is undefined/],
    ['\n{{ 1 + "a" }}', 2, /"\+" does not work on a number and a text/],
    ['\n\n{% for i in 5 %}{% endfor %}', 3, /a number can't be iterated/],
    ['\n{% set a, b = [1] %}', 2, /1 values for 2 names/],
    ['\n{% include "gone" %}', 2, /no template "gone"/],
    ['\n{{ 1 / 0 }}', 2, /division by zero/],
    ['\n{{ "abc }}', 2, /unexpected character/],
    ['\n{# no end', 2, /comment has no end/],
    ['\n{% raw %}', 2, /no endraw/],
    ['\n{% macro m(a) %}{% endmacro %}\n{{ m(1, 2) }}', 3, /takes at most 1/],
  ])('tells line and cause of %j', (main, line, message) => {
    const failure = failureOf({ main });
    expect(failure).toMatchObject({ template: 'main', line });
    expect(failure.message).toMatch(message);
  });

  it('names the template that failed, be it included, imported or extended', () => {
    const broken = 'a\nb {{ 1 / 0 }}';
    for (const main of ['x\n\n\n{% include "part" %}', '{% import "part" as p %}', '{% extends "part" %}']) {
      expect(failureOf({ main, part: broken })).toMatchObject({ template: 'part', line: 2 });
    }
    expect(failureOf({ main: '\n\n{% include "part" %}', part: 'a\n{{ 1 + }}' })).toMatchObject({
      template: 'part',
      line: 2,
    });
    const macro = '\n{% macro m() %}\n{{ 1 / 0 }}{% endmacro %}';
    expect(failureOf({ main: '{% import "part" as p %}\n\n\n\n{{ p.m() }}', part: macro })).toMatchObject({
      template: 'part',
      line: 3,
    });
    expect(failureOf({ main: '{% macro ok() %}\n\n{% endmacro %}\n\n{{ ok() }}{{ 1 / 0 }}' })).toMatchObject({
      template: 'main',
      line: 5,
    });
  });

  it('gives the same failure each time', () => {
    const engine = new TemplateEngine([{ main: '\n{{ }}' }]);
    for (let i = 0; i < 2; i++) expect(engine.check('main')).toMatchObject({ template: 'main', line: 2 });
  });
});

describe('layers', () => {
  it('takes the first layer that has a name, for includes too', () => {
    const engine = new TemplateEngine([{ part: 'mine' }, { main: '{% include "part" %}', part: 'theirs' }]);
    expect(engine.render('main', {}, 'xml')).toBe('mine');
  });

  it('lets a template extend the one that it replaces', () => {
    const own = { main: '{% extends "main" %}{% block a %}mine+{{ super() }}{% endblock %}' };
    expect(
      new TemplateEngine([own, { main: '<{% block a %}a{% endblock %}>' }]).render('main', {}, 'xml'),
    ).toBe('<mine+a>');
    expect(failureOf(own)).toMatchObject({ code: 'no_template' });
  });
});

describe('escaping', () => {
  const nasty = 'Zoë <b> "q" \'s\' & 😀\u202e\r\nadmin=1\u0000\u0007\u2028x\ud800';
  const show = (template: string, format: 'xml' | 'equals' | 'json') =>
    new TemplateEngine([{ main: template }]).render('main', { nasty, n: 5, yes: true }, format);

  it('keeps XML well formed', () => {
    expect(show('<a b="{{ nasty }}"/>', 'xml')).toBe(
      '<a b="Zoë &lt;b&gt; &#34;q&#34; &#39;s&#39; &amp; 😀\u202e\r\nadmin=1\u2028x"/>',
    );
  });
  it('keeps one line in text formats', () => {
    expect(show('name={{ nasty }}\n', 'equals')).toBe('name=Zoë <b> "q" \'s\' & 😀\u202eadmin=1x');
  });
  it('writes the inside of JSON texts', () => {
    expect(
      JSON.parse(show('{"name": "{{ nasty }}", "all": {{ [nasty, n, yes]|tojson }}}', 'json')),
    ).toMatchObject({
      name: expect.stringContaining('Zoë <b> "q"'),
      all: [nasty, 5, true],
    });
  });
  it.each(['{{ nasty|safe }}', '{% autoescape false %}{{ nasty }}{% endautoescape %}'])(
    'is switched off by %s',
    (template) => {
      expect(show(template, 'equals')).toBe(nasty);
    },
  );
  it('escapes what macros, captures and joins print once', () => {
    const template =
      '{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{% set c %}{{ m("<") }}{% endset %}{{ c }}{{ [c, "<"]|join }}{{ c ~ "&" }}';
    expect(show(template, 'xml')).toBe('<i>&lt;</i><i>&lt;</i>&lt;<i>&lt;</i>&amp;');
  });
});

describe('context', () => {
  it('is never changed', () => {
    const context = { list: [1], map: { a: { b: 1 } } };
    const engine = new TemplateEngine([
      { main: '{% set map = 5 %}{% set x = list|list %}{% set _ = x.append(2) %}{{ x }}' },
    ]);
    expect(engine.render('main', context, 'xml')).toBe('[1, 2]');
    for (const main of [
      '{{ list.append(2) }}',
      '{{ list.sort() }}',
      '{{ map.update({"c": 1}) }}',
      '{{ map.a.pop("b") }}',
      '{{ map.setdefault("z", 1) }}',
    ]) {
      expect(() => new TemplateEngine([{ main }]).render('main', context, 'xml')).toThrow(
        /that the template made/,
      );
    }
    expect(context).toEqual({ list: [1], map: { a: { b: 1 } } });
  });
});
