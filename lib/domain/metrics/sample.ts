/** A figure at the moment of asking. Names follow Prometheus' rules: base units, counters end in `_total`. */
export interface Sample {
  name: string;
  help: string;
  /** `counter`: it only grows while the process lives. */
  type: 'gauge' | 'counter';
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** How a process is. `degraded`: it does its work, and something that it needs is away. */
export interface Health {
  status: 'ok' | 'degraded' | 'down';
  [detail: string]: unknown;
}
