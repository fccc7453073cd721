import type { TemplateProblem } from '../../domain/console/templates';
import type { PluginLine } from '../../domain/plugins/plugin';
import { TemplateEngine } from '../../render/engine/template-engine';

/** What keeps the text from being a template of the line; null: nothing. It is read, not run. */
export function sourceProblem(line: PluginLine, name: string, source: string): TemplateProblem | null {
  const failure = new TemplateEngine([{ [name]: source }, line.templates]).check(name);
  return failure
    ? { message: failure.message, template: failure.template ?? name, line: failure.line ?? null }
    : null;
}
