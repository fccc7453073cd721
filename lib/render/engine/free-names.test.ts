import { describe, expect, it } from 'vitest';
import { freeNames } from './free-names';

describe('freeNames', () => {
  it.each<[string, string[]]>([
    [
      '{{ a.b[c]|default(d) }}{% if e is defined and f(g, h=i) > -j %}{% endif %}',
      ['a', 'c', 'd', 'e', 'f', 'g', 'i', 'j'],
    ],
    ['{% for k, v in m.items() if w %}{{ k }}{{ v }}{{ loop.index }}{{ n }}{% endfor %}', ['m', 'n', 'w']],
    [
      '{% set x = y %}{{ x }}{% set (p, q) = z %}{{ p ~ q }}{% set c %}{{ in_c }}{% endset %}{{ c }}',
      ['in_c', 'y', 'z'],
    ],
    ['{% macro m(a, b=dflt) %}{{ a }}{{ b }}{{ g }}{{ caller() }}{% endmacro %}{{ m(1) }}', ['dflt', 'g']],
    [
      '{% from "x" import f as h %}{% import "y" as y %}{{ h() }}{{ y.z }}{% with w = v %}{{ w }}{% endwith %}',
      ['v'],
    ],
    [
      '{{ range(n) }}{{ {"k": l, m2: 1}[o] }}{{ x[s:t] }}{{ "text"|replace(u, "a") }}{{ aa if bb else cc }}',
      ['aa', 'bb', 'cc', 'l', 'm2', 'n', 'o', 's', 't', 'u', 'x'],
    ],
    [
      '{% if q1 %}{% elif q2 %}{{ q3 }}{% else %}{{ q4 }}{% endif %}{% call(i) f1() %}{{ i }}{% endcall %}{% filter indent(w1) %}{{ z1 }}{% endfilter %}',
      ['f1', 'q1', 'q2', 'q3', 'q4', 'w1', 'z1'],
    ],
  ])('of %s', (template, expected) => {
    expect([...freeNames(template)].sort()).toEqual(expected);
  });
});
