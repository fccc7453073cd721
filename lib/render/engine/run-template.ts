import type { CompiledTemplate, Frame } from './compiled';
import { TemplateFailure } from './failure';
import { Output, type Run } from './run';
import { Scope } from './scope';
import { Callable, Module, rawText, Safe, typeName, type Value } from './values';

/** Runs a template and the parents it extends; `top` gets its top-level variables. */
export function runTemplate(run: Run, template: CompiledTemplate, top: Scope, out: Output): void {
  run.enter();
  const [outerFrame, outerTemplate, outerLine] = [run.frame, run.template, run.line];
  const frame: Frame = { top, blocks: new Map(), parent: null };
  addBlocks(frame, template);
  run.frame = frame;
  let current = template;
  for (let generation = 0; ; generation++) {
    if (generation > run.limits.depth) throw run.limit('extends templates that extend each other');
    run.template = current;
    for (const execute of current.body) execute(top, run, frame.parent ? new Output() : out);
    if (!frame.parent) break;
    current = frame.parent;
    frame.parent = null;
  }
  [run.frame, run.template, run.line] = [outerFrame, outerTemplate, outerLine];
  run.leave();
}

export function addBlocks(frame: Frame, template: CompiledTemplate): void {
  for (const [name, execute] of template.blocks) {
    const known = frame.blocks.get(name);
    if (known) known.push({ template, execute });
    else frame.blocks.set(name, [{ template, execute }]);
  }
}

/** The block as the child has it; `super()` in it is the next one of the chain. */
export function runBlock(
  run: Run,
  frame: Frame,
  name: string,
  generation: number,
  base: Scope,
  out: Output,
): void {
  const block = frame.blocks.get(name)?.[generation];
  if (!block) throw new TemplateFailure('template_error', `there is no parent block "${name}"`);
  run.enter();
  const [outerTemplate, outerLine] = [run.template, run.line];
  const scope = new Scope(base);
  scope.set('super', new Callable('super', (state) => blockText(state, frame, name, generation + 1, base)));
  run.template = block.template;
  block.execute(scope, run, out);
  [run.template, run.line] = [outerTemplate, outerLine];
  run.leave();
}

export function blockText(run: Run, frame: Frame, name: string, generation: number, base: Scope): Safe {
  const out = new Output();
  runBlock(run, frame, name, generation, base, out);
  return new Safe(out.text);
}

/** `self`: the blocks of the template as functions. */
export function selfModule(frame: Frame): Module {
  return new Module(
    new Map(
      [...frame.blocks.keys()].map((name) => [
        name,
        new Callable(name, (run) => blockText(run, frame, name, 0, frame.top)),
      ]),
    ),
  );
}

/** The template that a name, or the first known name of a list, stands for. */
export function resolve(run: Run, name: Value, ignoreMissing: boolean): CompiledTemplate | null {
  const names = Array.isArray(name) ? name : [name];
  for (const candidate of names.slice(0, 100)) {
    const text = rawText(candidate);
    if (text === null)
      throw new TemplateFailure(
        'template_error',
        `the name of a template is a text, not ${typeName(candidate)}`,
      );
    run.charge(1);
    const found = run.find(text, run.template);
    if (found) return found;
  }
  if (ignoreMissing) return null;
  const shown = names.map((candidate) => `"${rawText(candidate)?.slice(0, 80) ?? ''}"`).join(', ');
  throw new TemplateFailure('no_template', `there is no template ${shown}`);
}

/** What `import` gives. Without context it is the same for the whole rendering. */
export function importModule(run: Run, template: CompiledTemplate, context: Scope | null): Module {
  const known = context ? undefined : run.modules.get(template);
  if (known) return known;
  const top = new Scope(context);
  runTemplate(run, template, top, new Output());
  const members = top.own();
  for (const name of members.keys()) if (name.startsWith('_')) members.delete(name);
  const imported = new Module(members);
  if (!context) run.modules.set(template, imported);
  return imported;
}
