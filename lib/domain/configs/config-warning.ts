/** What may be odd in a merged configuration. The console has a sentence for each. */
export const CONFIG_WARNING_CODES = [
  'unknownParameter',
  'switchedOff',
  'noServer',
  'notUrl',
  'notByPosition',
  'badPosition',
  'notObject',
  'managerWithoutAddress',
  'keyWithoutType',
  'keyWithoutValue',
  'notText',
  'notWholeNumber',
  'outOfRange',
  'notBoolean',
  'notOneOf',
  'notTimeZone',
  'notLocale',
  'notTexts',
] as const;
export type ConfigWarningCode = (typeof CONFIG_WARNING_CODES)[number];

/** A value that a phone is not given as it is written, or one that it lacks. Never holds a value. */
export interface ConfigWarning {
  /** Dotted, from the root of the raw configuration. */
  path: string;
  code: ConfigWarningCode;
  /** English, for programs and logs: what is wrong and what was done. */
  message: string;
  /** What the sentence of the code speaks of: the range, the choices, or the parameter that is missing. */
  expected?: string | undefined;
}
