import { TemplateFailure } from './failure';
import type { Run } from './run';
import { Callable, equal, type Named, type Value } from './values';

/** The variable `loop`. */
export class Loop {
  index0 = -1;
  #last: { value: Value } | null = null;

  constructor(
    readonly items: readonly Value[],
    readonly depth0: number,
    /** Of a recursive loop: runs it over other items. */
    readonly again: ((run: Run, items: Value, depth0: number) => Value) | null,
  ) {}

  member(name: string): Value {
    switch (name) {
      case 'index':
        return this.index0 + 1;
      case 'index0':
        return this.index0;
      case 'revindex':
        return this.items.length - this.index0;
      case 'revindex0':
        return this.items.length - this.index0 - 1;
      case 'first':
        return this.index0 === 0;
      case 'last':
        return this.index0 === this.items.length - 1;
      case 'length':
        return this.items.length;
      case 'depth':
        return this.depth0 + 1;
      case 'depth0':
        return this.depth0;
      case 'previtem':
        return this.items[this.index0 - 1];
      case 'nextitem':
        return this.items[this.index0 + 1];
      case 'cycle':
        return new Callable('loop.cycle', (_run, args) => args[this.index0 % Math.max(args.length, 1)]);
      case 'changed':
        return new Callable('loop.changed', (_run, args) => this.#changed(args));
      default:
        return undefined;
    }
  }

  call(run: Run, args: readonly Value[], _named: Named): Value {
    if (!this.again) throw new TemplateFailure('template_error', 'this loop is not marked "recursive"');
    return this.again(run, args[0], this.depth0 + 1);
  }

  #changed(args: readonly Value[]): boolean {
    const value = [...args];
    const same = this.#last !== null && equal(this.#last.value, value);
    this.#last = { value };
    return !same;
  }
}
