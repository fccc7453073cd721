import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Sample } from '../../domain/metrics/sample';

/** The runtime's own figures: CPU time, memory, event loop delay, garbage collection. Measured by Node, not by us. */
export function runtimeMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** The samples and the runtime's figures in the text format of Prometheus. */
export async function exposition(runtime: Registry, samples: readonly Sample[]): Promise<string> {
  const registry = new Registry();
  const families = new Map<string, Gauge | Counter>();
  for (const { name, help, type, labels = {}, value } of samples) {
    let family = families.get(name);
    if (!family) {
      const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
      family = type === 'counter' ? new Counter(options) : new Gauge(options);
      families.set(name, family);
    }
    // Both can be added to; a gauge has just been made, so it stands at 0.
    if (value > 0) family.inc(labels, value);
    else if (family instanceof Gauge) family.set(labels, value);
    else family.inc(labels, 0);
  }
  return `${await registry.metrics()}\n${await runtime.metrics()}`;
}

export const EXPOSITION_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
