import type { Output, Run } from './run';
import type { Scope } from './scope';
import type { Value } from './values';

/** An expression or statement, ready to run. No JavaScript is generated: a template is a tree of these closures. */
export type Evaluate = (scope: Scope, run: Run) => Value;
export type Execute = (scope: Scope, run: Run, out: Output) => void;

export interface CompiledTemplate {
  name: string;
  /** The layer it came from. */
  source: object;
  body: Execute[];
  blocks: ReadonlyMap<string, Execute>;
}

/** One block as the templates of an inheritance chain define it, the child's first. */
export interface BlockImplementation {
  template: CompiledTemplate;
  execute: Execute;
}

/** A template with its parents while it is rendered. */
export interface Frame {
  /** Top-level variables, which blocks see. */
  top: Scope;
  blocks: Map<string, BlockImplementation[]>;
  /** Set by `extends`; from then on the template itself prints nothing. */
  parent: CompiledTemplate | null;
}
