import type { PluginLine } from '../../domain/plugins/plugin';
import type { CustomTemplates } from '../custom-templates';
import type { AnyOutcome, RenderWork } from './protocol';

/** `phone`: somebody waits for the file. `warm`: it is made ready for later. */
export type Priority = 'phone' | 'warm';

export interface Job {
  id: number;
  line: PluginLine;
  custom: CustomTemplates | undefined;
  customKey: string | null;
  work: RenderWork;
  encoded: boolean;
  priority: Priority;
  done: (outcome: AnyOutcome) => void;
}

/** First in, first out, in constant time. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** To the front: a job that was taken back. */
  unshift(item: T): void {
    if (this.#head > 0) this.#items[(this.#head -= 1)] = item;
    else this.#items.unshift(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#head];
    if (this.#head === this.#items.length) return undefined;
    this.#head += 1;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}

/** Phones before warming. */
export class JobQueue {
  readonly #phone = new Fifo<Job>();
  readonly #warm = new Fifo<Job>();

  get size(): number {
    return this.#phone.size + this.#warm.size;
  }

  sizeOf(priority: Priority): number {
    return this.#of(priority).size;
  }

  push(job: Job): void {
    this.#of(job.priority).push(job);
  }

  putBack(job: Job): void {
    this.#of(job.priority).unshift(job);
  }

  next(): Job | undefined {
    return this.#phone.shift() ?? this.#warm.shift();
  }

  #of(priority: Priority): Fifo<Job> {
    return priority === 'phone' ? this.#phone : this.#warm;
  }
}
