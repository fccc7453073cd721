import { GLOBALS } from './globals';
import { inside, type PlainObject, type Value } from './values';

/**
 * Variables of one level. The first four are slots, since nearly every loop body has no more and a Map for each
 * iteration would cost more than the iteration; no `#` fields, for the same reason.
 */
export class Scope {
  private n0 = '';
  private v0: Value;
  private n1 = '';
  private v1: Value;
  private n2 = '';
  private v2: Value;
  private n3 = '';
  private v3: Value;
  private more: Map<string, Value> | null = null;

  constructor(
    readonly parent: Scope | null,
    /** The context, at the outermost level. Own members only. */
    readonly context: PlainObject | null = null,
  ) {}

  set(name: string, value: Value): void {
    if (this.n0 === name || this.n0 === '') {
      this.n0 = name;
      this.v0 = value;
    } else if (this.n1 === name || this.n1 === '') {
      this.n1 = name;
      this.v1 = value;
    } else if (this.n2 === name || this.n2 === '') {
      this.n2 = name;
      this.v2 = value;
    } else if (this.n3 === name || this.n3 === '') {
      this.n3 = name;
      this.v3 = value;
    } else (this.more ??= new Map()).set(name, value);
  }

  lookup(name: string): Value {
    return Scope.find(this, name);
  }

  private static find(start: Scope, name: string): Value {
    let scope = start;
    for (;;) {
      if (scope.n0 === name) return scope.v0;
      if (scope.n1 === name) return scope.v1;
      if (scope.n2 === name) return scope.v2;
      if (scope.n3 === name) return scope.v3;
      if (scope.more?.has(name)) return scope.more.get(name);
      if (scope.parent === null) break;
      scope = scope.parent;
    }
    const { context } = scope;
    if (context !== null && Object.hasOwn(context, name)) return inside(context[name]);
    return GLOBALS.get(name);
  }

  /** Variables of this level alone. */
  own(): Map<string, Value> {
    const result = new Map<string, Value>();
    if (this.n0) result.set(this.n0, this.v0);
    if (this.n1) result.set(this.n1, this.v1);
    if (this.n2) result.set(this.n2, this.v2);
    if (this.n3) result.set(this.n3, this.v3);
    for (const [name, value] of this.more ?? []) result.set(name, value);
    return result;
  }
}
