/** A status text, as the Python client takes it apart. */
export interface OperationStatus {
  label: string | null;
  state: 'waiting' | 'progress' | 'success' | 'fail';
  current: number | null;
  end: number | null;
  subs: OperationStatus[];
}

const HEAD = /^(?:(\w+)\|)?(waiting|progress|success|fail)(?:;(\d+)(?:\/(\d+))?)?/;

/** Throws at a text that the clients' grammar does not know: label, state, counters, then balanced groups alone. */
export function parseStatus(text: string): OperationStatus {
  const head = HEAD.exec(text);
  if (!head) throw new Error(`no status of an operation: ${text}`);
  const [whole, label, state, current, end] = head;
  return {
    label: label ?? null,
    state: stateOf(state),
    current: current === undefined ? null : Number(current),
    end: end === undefined ? null : Number(end),
    subs: groups(text.slice(whole.length)).map(parseStatus),
  };
}

function stateOf(word: string | undefined): OperationStatus['state'] {
  if (word === 'waiting' || word === 'progress' || word === 'success' || word === 'fail') return word;
  throw new Error(`no state: ${word}`);
}

/** `(a(b))(c)` → `a(b)`, `c`. */
function groups(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [at, sign] of [...text].entries()) {
    if (sign === '(') {
      if (depth === 0) start = at + 1;
      depth += 1;
    } else if (sign === ')') {
      depth -= 1;
      if (depth < 0) throw new Error(`a bracket too many: ${text}`);
      if (depth === 0) found.push(text.slice(start, at));
    } else if (depth === 0) throw new Error(`text between groups: ${text}`);
  }
  if (depth !== 0) throw new Error(`a bracket too few: ${text}`);
  return found;
}
