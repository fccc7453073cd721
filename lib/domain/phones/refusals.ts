/** Why a request was turned away, as events keep it in `detail.refused` or `detail.reason`. */
export const REFUSALS = {
  unknownKey: 'key',
  foreignKey: "the key is another tenant's",
  foreignFile: 'the file belongs to another device',
  tooManyDevices: 'too many new devices',
  secrets: 'files with secrets are not given over this protocol',
} as const;
export type Refusal = keyof typeof REFUSALS;
