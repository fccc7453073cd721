import { z } from 'zod';

const days = (standard: number) => z.number().int().min(1).max(3_650).default(standard);

/** For how many days history is kept; the setting `retention` of the master tenant. */
export const retentionPolicy = z.object({
  phoneEvents: days(30),
  securityEvents: days(180),
  audit: days(730),
  /** Files that phones have sent and not sent again. */
  uploads: days(90),
  /** What was learned of unknown phones. */
  learning: days(90),
  /** Operations that have ended. */
  operations: days(7),
});
export type RetentionPolicy = z.infer<typeof retentionPolicy>;
