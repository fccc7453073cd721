const UNITS = { m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 } as const;

/** `90d`, `12h`, `1y` from now, or an ISO 8601 time, as an ISO 8601 time; null: neither. */
export function untilOf(text: string, now: Date): string | null {
  const [, count, unit] = /^(\d{1,5})([mhdwy])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    const seconds = Object.entries(UNITS).find(([name]) => name === unit)?.[1] ?? 0;
    return new Date(now.getTime() + Number(count) * seconds * 1_000).toISOString();
  }
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}
