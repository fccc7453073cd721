import { z } from 'zod';
import { telephonySettings, type TelephonyView } from '../../telephony/settings';

export const telephonyAnswer = z
  .strictObject({
    settings: telephonySettings.nullable().describe('Null: no server is connected.'),
    hasSecret: z.boolean(),
  })
  .meta({ id: 'Telephony' }) satisfies z.ZodType<TelephonyView>;
