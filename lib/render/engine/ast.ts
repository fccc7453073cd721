/** What the parser gives and the compilers take. `line` is 1-based. */
export type Expr =
  | { kind: 'const'; value: string | number | boolean | null }
  | { kind: 'name'; name: string }
  | { kind: 'list' | 'tuple'; items: Expr[] }
  | { kind: 'dict'; pairs: [Expr, Expr][] }
  | { kind: 'attr'; target: Expr; name: string }
  | { kind: 'item'; target: Expr; key: Expr }
  | { kind: 'slice'; target: Expr; start: Expr | null; stop: Expr | null; step: Expr | null }
  | { kind: 'call'; target: Expr; args: Args; line: number }
  /** `target` is null for the first filter of a filter block. */
  | { kind: 'filter'; target: Expr | null; name: string; args: Args; line: number }
  | { kind: 'test'; target: Expr; name: string; args: Args; line: number }
  | { kind: 'cond'; test: Expr; then: Expr; otherwise: Expr | null }
  | { kind: 'and' | 'or'; left: Expr; right: Expr }
  | { kind: 'not'; operand: Expr }
  | { kind: 'compare'; first: Expr; rest: { op: CompareOp; value: Expr }[] }
  | { kind: 'binary'; op: BinaryOp; left: Expr; right: Expr }
  | { kind: 'concat'; parts: Expr[] }
  | { kind: 'negate' | 'plus'; operand: Expr };

export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';
export type BinaryOp = '+' | '-' | '*' | '/' | '//' | '%' | '**';

export interface Args {
  positional: Expr[];
  named: [string, Expr][];
  /** `*list` and `**dict` at the end of a call. */
  spread: Expr | null;
  spreadNamed: Expr | null;
}

/** What a `for` or `set` assigns to. */
export type Target =
  | { kind: 'name'; name: string }
  | { kind: 'tuple'; items: Target[] }
  | { kind: 'member'; object: string; name: string };

export interface Param {
  name: string;
  fallback: Expr | null;
}

export type Stmt =
  | { kind: 'text'; value: string }
  | { kind: 'print'; expr: Expr; line: number }
  | { kind: 'if'; branches: { test: Expr; body: Stmt[]; line: number }[]; otherwise: Stmt[] }
  | {
      kind: 'for';
      target: Target;
      items: Expr;
      filter: Expr | null;
      recursive: boolean;
      body: Stmt[];
      otherwise: Stmt[];
      line: number;
    }
  | { kind: 'set'; target: Target; value: Expr; line: number }
  | { kind: 'capture'; target: Target; filter: Expr | null; body: Stmt[]; line: number }
  | { kind: 'macro'; name: string; params: Param[]; body: Stmt[]; line: number }
  | { kind: 'callBlock'; call: Expr; params: Param[]; body: Stmt[]; line: number }
  | { kind: 'filterBlock'; filter: Expr; body: Stmt[]; line: number }
  | { kind: 'block'; name: string; scoped: boolean; body: Stmt[]; line: number }
  | { kind: 'extends'; template: Expr; line: number }
  | { kind: 'include'; template: Expr; ignoreMissing: boolean; withContext: boolean; line: number }
  | { kind: 'import'; template: Expr; name: string; withContext: boolean; line: number }
  | { kind: 'from'; template: Expr; names: [string, string][]; withContext: boolean; line: number }
  | { kind: 'with'; assigns: [Target, Expr][]; body: Stmt[]; line: number }
  | { kind: 'do'; expr: Expr; line: number }
  | { kind: 'autoescape'; enabled: Expr; body: Stmt[]; line: number };
