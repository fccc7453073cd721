import { GLOBALS } from './globals';
import { parseTemplate } from './statement-parser';

/** Names that the engine gives inside loops, macros and blocks. */
const GIVEN = ['loop', 'caller', 'varargs', 'kwargs', 'self', 'super'];

/**
 * Variables that a template takes from its context: every name it uses and does not define itself anywhere. For checks of
 * a family's templates (a misspelt variable prints as nothing). Throws the `TemplateFailure` of a template that can't be read.
 */
export function freeNames(source: string): Set<string> {
  const used = new Set<string>();
  const defined = new Set<string>([...GIVEN, ...GLOBALS.keys()]);
  visit(parseTemplate(source), used, defined);
  return new Set([...used].filter((name) => !defined.has(name)));
}

function visit(node: unknown, used: Set<string>, defined: Set<string>): void {
  if (Array.isArray(node)) {
    for (const child of node) visit(child, used, defined);
    return;
  }
  if (!isNode(node)) return;
  if (node.kind === 'name' && typeof node.name === 'string') used.add(node.name);
  for (const name of definitionsOf(node)) defined.add(name);
  for (const [member, child] of Object.entries(node)) {
    if (member !== 'target' || !isTarget(node)) visit(child, used, defined);
  }
}

interface AstNode {
  kind?: unknown;
  [member: string]: unknown;
}

function isNode(node: unknown): node is AstNode {
  return typeof node === 'object' && node !== null;
}

/** `target` of these is what is assigned to, not an expression. */
function isTarget(node: AstNode): boolean {
  return node.kind === 'for' || node.kind === 'set' || node.kind === 'capture';
}

function definitionsOf(node: AstNode): string[] {
  switch (node.kind) {
    case 'for':
    case 'set':
    case 'capture':
      return targetNames(node.target);
    case 'with':
      return Array.isArray(node.assigns)
        ? node.assigns.flatMap((pair: unknown) => targetNames(Array.isArray(pair) ? pair[0] : null))
        : [];
    case 'macro':
      return [...names(node.name), ...paramNames(node.params)];
    case 'callBlock':
      return paramNames(node.params);
    case 'import':
      return names(node.name);
    case 'from':
      return Array.isArray(node.names)
        ? node.names.flatMap((pair: unknown) => names(Array.isArray(pair) ? pair[1] : null))
        : [];
    default:
      return [];
  }
}

function targetNames(target: unknown): string[] {
  if (!isNode(target)) return [];
  if (target.kind === 'tuple' && Array.isArray(target.items)) return target.items.flatMap(targetNames);
  return target.kind === 'name' ? names(target.name) : [];
}

function paramNames(params: unknown): string[] {
  if (!Array.isArray(params)) return [];
  return params.flatMap((param: unknown) =>
    typeof param === 'object' && param !== null && 'name' in param ? names(param.name) : [],
  );
}

function names(name: unknown): string[] {
  return typeof name === 'string' ? [name] : [];
}
