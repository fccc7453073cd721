import { TemplateFailure } from '../render/engine/failure';
import { parseExpressionText, parseTemplate } from '../render/engine/statement-parser';
import { TemplateEngine } from '../render/engine/template-engine';
import type { PluginProblem } from './problem';
import type { FamilySource } from './read-family';
import { contextMembers, contextNames } from './template-context';
import { expressionNames, templateNames, type TemplateNames } from './template-names';

/** Templates and expressions: those that cannot be read, name what does not exist, or are used by nothing. */
export function checkTemplates(source: FamilySource): PluginProblem[] {
  const problems: PluginProblem[] = [];
  const engine = new TemplateEngine([source.templates]);
  const parsed = new Map<string, TemplateNames>();
  for (const [name, text] of Object.entries(source.templates)) {
    const failure = engine.check(name);
    if (failure) problems.push(failureProblem(`templates/${name}`, failure));
    else parsed.set(name, templateNames(parseTemplate(text)));
  }
  for (const [name, names] of parsed) {
    const bound = boundNear(name, parsed);
    problems.push(...nameProblems(`templates/${name}`, names, bound, source));
    for (const { name: other, line } of names.templates) {
      if (Object.hasOwn(source.templates, other)) continue;
      problems.push({
        severity: 'error',
        file: `templates/${name}`,
        line,
        message: `there is no templates/${other}`,
        remedy: 'Add the template or correct its name.',
      });
    }
  }
  problems.push(...checkExpressions(source), ...unusedTemplates(source, parsed));
  return problems;
}

function checkExpressions(source: FamilySource): PluginProblem[] {
  const { values } = source;
  return values.value.derive.flatMap((step, index) => {
    if (!('expression' in step)) return [];
    const line = values.lineOf(['derive', index, 'expression']);
    try {
      const names = expressionNames(parseExpressionText(step.expression));
      return nameProblems(values.file, names, new Set(), source).map((problem) => ({ ...problem, line }));
    } catch (error) {
      if (!(error instanceof TemplateFailure)) throw error;
      return [{ ...failureProblem(values.file, error), line, message: `${step.name}: ${error.message}` }];
    }
  });
}

function nameProblems(
  file: string,
  names: TemplateNames,
  bound: ReadonlySet<string>,
  source: FamilySource,
): PluginProblem[] {
  const context = contextNames(source);
  const members = contextMembers(source);
  const isKnown = (name: string) => context.has(name) || bound.has(name) || /^X_\w/.test(name);
  const unknown = names.names
    .filter(({ name }) => !isKnown(name))
    .map(({ name, line }) => ({
      line,
      message: `nothing gives the variable "${name}" a value`,
      near: [...context, ...bound],
      name,
    }));
  const missing = names.members
    .filter(({ name, member }) => !bound.has(name) && members.get(name)?.has(member) === false)
    .map(({ name, member, line }) => ({
      line,
      message: `${name} has no member "${member}"`,
      near: [...(members.get(name) ?? [])],
      name: member,
    }));
  return [...unknown, ...missing].map(({ line, message, near, name }) => {
    const meant = nearest(name, near);
    const remedy =
      meant === null ? 'It would print as nothing: set it, or correct its name.' : `Did you mean "${meant}"?`;
    return { severity: 'error' as const, file, line, message, remedy };
  });
}

/** What a template sets, and what those set that include, extend or import it or are so used by it. */
function boundNear(name: string, parsed: ReadonlyMap<string, TemplateNames>): ReadonlySet<string> {
  const near = new Set<string>();
  const follow = (start: string, next: (at: string) => string[]) => {
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (near.has(at) && at !== start) continue;
      near.add(at);
      queue.push(...next(at).filter((other) => !near.has(other)));
    }
  };
  follow(name, (at) => parsed.get(at)?.templates.map((use) => use.name) ?? []);
  follow(name, (at) =>
    [...parsed].filter(([, other]) => other.templates.some((use) => use.name === at)).map(([other]) => other),
  );
  return new Set([...near].flatMap((other) => [...(parsed.get(other)?.bound ?? [])]));
}

function unusedTemplates(source: FamilySource, parsed: ReadonlyMap<string, TemplateNames>): PluginProblem[] {
  // A name that only a rendering knows could be any.
  if ([...parsed.values()].some((names) => names.dynamic)) return [];
  const { models, files, values } = source;
  const queue = [
    ...[...files.value.device, ...files.value.common].map((file) => file.template),
    ...values.value.derive.flatMap((step) => ('template' in step ? [step.template] : [])),
    // The main file of a model is looked for under the model's name.
    ...Object.keys(models.value.models).map((model) => `${model}.tpl`),
  ];
  const used = new Set<string>();
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (used.has(at)) continue;
    used.add(at);
    queue.push(...(parsed.get(at)?.templates.map((use) => use.name) ?? []));
  }
  return Object.keys(source.templates)
    .filter((name) => !used.has(name))
    .map((name) => ({
      severity: 'warning',
      file: `templates/${name}`,
      line: null,
      message: 'nothing uses this template',
      remedy: 'Name it in files.json5 or values.json5, include it, or remove it.',
    }));
}

function failureProblem(file: string, failure: TemplateFailure): PluginProblem {
  const where = failure.line ?? null;
  return {
    severity: 'error',
    file,
    line: where,
    message: failure.message,
    remedy: 'Correct the template at this line.',
  };
}

/** The name that is at most two slips of the pen away. */
function nearest(name: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.min(3, name.length);
  for (const candidate of candidates) {
    const steps = distance(name, candidate);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 3;
}
