/** The middle of the values; of an even number the lower of the two. NaN without values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? NaN;
}

/** The least value that at least this share (0 to 1) of the values do not exceed. NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Without the arguments of a call: lists of tens of thousands of values are no problem. */
export function greatest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

/** Rounded for people and JSON. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
