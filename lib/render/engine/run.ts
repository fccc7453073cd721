import type { CompiledTemplate, Frame } from './compiled';
import type { Escaper } from './escape';
import { TemplateFailure } from './failure';
import type { Limits } from './limits';
import { Callable, type Module, type Named, Safe, type Value, textOf, typeName } from './values';

/** Text being written. */
export class Output {
  text = '';
}

const STEPS_PER_CLOCK = 2048;

/** One rendering: where it is, what it has used, how it escapes. */
export class Run {
  template: CompiledTemplate | null = null;
  line = 0;
  frame: Frame | null = null;
  /** Names of the modules imported without context; their result can't differ within a rendering. */
  readonly modules = new Map<CompiledTemplate, Module>();
  /** Lists that the template made: only these may be changed. */
  readonly ownLists = new WeakSet<readonly Value[]>();
  escape: Escaper;
  #steps: number;
  #nextClock: number;
  #chars: number;
  #depth = 0;
  readonly #deadline: number;

  constructor(
    readonly limits: Limits,
    readonly formatEscape: Escaper,
    readonly find: (name: string, from: CompiledTemplate | null) => CompiledTemplate | null,
  ) {
    this.escape = formatEscape;
    this.#steps = limits.steps;
    this.#nextClock = limits.steps - STEPS_PER_CLOCK;
    this.#chars = limits.outputChars;
    this.#deadline = performance.now() + limits.timeMs;
  }

  /** Pays for work: a step is an iteration, a call, an element or 64 characters. */
  charge(steps: number): void {
    this.#steps -= steps;
    if (this.#steps > this.#nextClock) return;
    if (!(this.#steps >= 0)) throw this.limit('takes too many steps; look for loops that run too often');
    this.#nextClock = this.#steps - STEPS_PER_CLOCK;
    if (performance.now() > this.#deadline) {
      throw new TemplateFailure('timeout', `the template takes longer than ${this.limits.timeMs} ms`);
    }
  }

  write(out: Output, text: string): void {
    this.#chars -= text.length;
    if (this.#chars < 0) throw this.limit(`prints more than ${this.limits.outputChars} characters`);
    out.text += text;
  }

  print(out: Output, value: Value): void {
    if (typeof value === 'string') this.write(out, this.escape(value));
    else if (value instanceof Safe) this.write(out, value.text);
    else if (typeof value === 'number') this.write(out, textOf(value));
    else if (value !== null && typeof value === 'object') {
      this.charge(16);
      this.write(out, this.escape(textOf(value)));
    } else this.write(out, textOf(value));
  }

  /** A made text or list of this size is allowed; its making is paid for. */
  size(length: number): void {
    if (!(length <= this.limits.valueSize)) throw this.limit('makes a text or list that is too long');
    this.charge(1 + (length >> 6));
  }

  /** As `size`, for lists: every element counts. */
  elements(count: number): void {
    if (!(count <= this.limits.valueSize)) throw this.limit('makes a list that is too long');
    this.charge(1 + count);
  }

  own<T extends Value[]>(list: T): T {
    this.ownLists.add(list);
    return list;
  }

  enter(): void {
    this.charge(1);
    if (++this.#depth > this.limits.depth) {
      throw this.limit(
        'calls macros, blocks or includes inside each other too deeply; look for one that calls itself',
      );
    }
  }

  leave(): void {
    this.#depth -= 1;
  }

  call(target: Value, name: string, args: readonly Value[], named: Named): Value {
    if (target instanceof Callable) {
      this.charge(1);
      return target.invoke(this, args, named);
    }
    throw new TemplateFailure(
      'template_error',
      target === undefined
        ? `"${name}" is undefined and can't be called`
        : `"${name}" is ${typeName(target)}, not a function`,
    );
  }

  limit(what: string): TemplateFailure {
    return new TemplateFailure('limit', `the template ${what}`);
  }
}
