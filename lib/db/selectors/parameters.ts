/** Collects the values of a statement: everything from outside is bound, never pasted into the text. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of the value, cast to a type of ours. */
  bind(
    value: unknown,
    type: 'text' | 'jsonb' | 'text[]' | 'jsonb[]' | 'jsonpath' | 'uuid' | 'uuid[]' | 'bigint',
  ): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
