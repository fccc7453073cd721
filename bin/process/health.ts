import { startHealthServer, type HealthOptions } from '../../lib/servers/health/server';

/** `/health` and `/metrics` on the loopback interface. A port that can't be opened is told in the log: nobody's work waits for it. */
export async function openHealth(
  port: number | null,
  variable: string,
  options: HealthOptions,
): Promise<{ close(): Promise<void> }> {
  if (port === null) return { close: () => Promise.resolve() };
  try {
    return await startHealthServer({ ...options, port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    options.logger.error(
      `Port ${port} for figures can't be opened (${code}). Set ${variable} to another port.`,
    );
    return { close: () => Promise.resolve() };
  }
}
