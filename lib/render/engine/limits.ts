/** What one rendering of one file may use. A template that needs more is broken or hostile. */
export interface Limits {
  /** Characters printed, those of macros and captured blocks included. */
  outputChars: number;
  /** Loop iterations, calls, filters and the elements and 64-character pieces they work on. */
  steps: number;
  /** Macros, blocks, includes and imports inside each other. */
  depth: number;
  /** Longest text or list that an expression may make. */
  valueSize: number;
  /** Longest template source. */
  sourceChars: number;
  /** Wall clock, in milliseconds. */
  timeMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  outputChars: 4_000_000,
  steps: 1_000_000,
  depth: 48,
  valueSize: 1_000_000,
  sourceChars: 1_000_000,
  timeMs: 2_000,
};
