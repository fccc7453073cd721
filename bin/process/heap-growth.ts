import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** Garbage that may gather between two collections of the whole heap. */
const GARBAGE_BYTES = 40 * 1024 * 1024;
/** A heap that is large in itself may grow by so much of it, else it would be collected without end. */
const LEAST_PERCENT = 40;
const MOST_PERCENT = 100;

/** By how many per cent of what is in use (bytes) the heap may grow before it is collected. */
export function growthPercent(inUse: number): number {
  const percent = Math.round((GARBAGE_BYTES / Math.max(inUse, 1)) * 100);
  return Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, percent));
}

/**
 * Lets a fixed amount of garbage gather, as V8 itself knows only a share: with 40 % the heap of 10,000 phones would be
 * collected every 3 s while their files are made anew, and each time phones wait for it; with 100 % that of 50,000 would take
 * 50 MB more. V8 reads the share at the end of each collection.
 */
export function limitGarbage(): void {
  const adjust = (): void =>
    setFlagsFromString(`--heap-growing-percent=${growthPercent(getHeapStatistics().used_heap_size)}`);
  new PerformanceObserver((list) => {
    if (list.getEntries().some(isMajor)) adjust();
  }).observe({ entryTypes: ['gc'] });
  adjust();
}

function isMajor(entry: PerformanceEntry): boolean {
  const detail: unknown = 'detail' in entry ? entry.detail : null;
  return (
    typeof detail === 'object' &&
    detail !== null &&
    'kind' in detail &&
    detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}
