import type { PluginLine } from '../domain/plugins/plugin';
import { vendorKey } from './decide';
import { commonParts, compareVersions } from './version';

/** How well a line supports a phone, from worst to best; a plugin is chosen from PROBABLE on. */
export const SCORES = {
  none: 0,
  improbable: 100,
  unknown: 200,
  probable: 300,
  incomplete: 400,
  complete: 500,
  exact: 600,
} as const;
export type ScoreName = keyof typeof SCORES;

/** What is known of the phone. `families`: those whose rules recognised it; absent when nobody asked them. */
export interface AssociationInput {
  vendor?: string;
  model?: string;
  version?: string;
  families?: readonly string[];
}

export interface ScoredLine {
  pluginId: string;
  score: number;
  name: ScoreName;
  because: string;
}

export interface Association {
  /** The chosen line, or null when none reaches PROBABLE. */
  pluginId: string | null;
  aliases: string[];
  score: number;
  /** The best lines first, at most five. */
  why: ScoredLine[];
}

/** What of a line association looks at: a `PluginLine`, or a row of the registry with as much. */
export type AssociableLine = Pick<
  PluginLine,
  'id' | 'family' | 'vendor' | 'firmware' | 'aliases' | 'modelNames'
> & { models: Readonly<Record<string, { firmware: string | null }>> };

interface Judged extends ScoredLine {
  line: AssociableLine;
  /** The firmware that the line is written for, as to this model. */
  firmware: string;
}

const MAX_SHOWN = 5;

/**
 * The line that supports the phone best. Among equals: the firmware nearest to the phone's (most leading parts in
 * common, then the newest that is not newer than the phone's), then the newest line by numbers, then the greater id.
 */
export function associate(phone: AssociationInput, lines: readonly AssociableLine[]): Association {
  const { vendor } = phone;
  if (vendor === undefined) return { pluginId: null, aliases: [], score: SCORES.unknown, why: [] };
  const judged = lines.map((line) => judge(phone, vendor, line)).filter((one) => one.score > SCORES.none);
  judged.sort(
    (a, b) => b.score - a.score || compareNearness(phone.version, a, b) || compareLines(a.line, b.line),
  );
  const best = judged[0];
  const why = judged
    .slice(0, MAX_SHOWN)
    .map(({ pluginId, score, name, because }) => ({ pluginId, score, name, because }));
  if (best === undefined || best.score < SCORES.probable) {
    return { pluginId: null, aliases: [], score: best?.score ?? SCORES.none, why };
  }
  return { pluginId: best.pluginId, aliases: best.line.aliases, score: best.score, why };
}

function judge(phone: AssociationInput, vendor: string, line: AssociableLine): Judged {
  const model = phone.model === undefined ? undefined : findModel(line, phone.model);
  const firmware = model?.firmware ?? lineFirmware(line);
  const scored = (name: ScoreName, because: string): Judged => ({
    pluginId: line.id,
    score: SCORES[name],
    name,
    because,
    line,
    firmware,
  });
  if (vendorKey(vendor) !== vendorKey(line.vendor)) return scored('none', 'another vendor');
  if (model !== undefined) {
    const exact = phone.version !== undefined && compareVersions(phone.version, firmware) === 0;
    return exact
      ? scored('exact', `made for the ${phone.model} with firmware ${phone.version}`)
      : scored('complete', `supports the ${phone.model}, made for firmware ${firmware}`);
  }
  const unknownModel =
    phone.model === undefined ? 'the model is not known' : `it does not know the model ${phone.model}`;
  if (phone.families === undefined || phone.families.includes(line.family))
    return scored('probable', unknownModel);
  return phone.families.length === 0
    ? scored('unknown', `${unknownModel}, and only the vendor is sure`)
    : scored(
        'improbable',
        `${unknownModel}, and the phone showed itself as one of ${phone.families.join(', ')}`,
      );
}

function findModel(line: AssociableLine, model: string): { firmware: string | null } | undefined {
  const key = model.toLowerCase();
  const name = Object.hasOwn(line.models, model)
    ? model
    : Object.hasOwn(line.modelNames, key)
      ? line.modelNames[key]
      : null;
  return name === null || name === undefined ? undefined : line.models[name];
}

/** Lines are named after their firmware (`snom-10.1.215.13`), so the end of the id tells it where nothing else does. */
function lineFirmware(line: AssociableLine): string {
  return line.firmware ?? line.id.slice(line.id.lastIndexOf('-') + 1);
}

function compareNearness(version: string | undefined, a: Judged, b: Judged): number {
  if (version === undefined) return 0;
  const common = commonParts(version, b.firmware) - commonParts(version, a.firmware);
  if (common !== 0) return common;
  const newerA = compareVersions(a.firmware, version) > 0;
  const newerB = compareVersions(b.firmware, version) > 0;
  if (newerA !== newerB) return newerA ? 1 : -1;
  const order = compareVersions(a.firmware, b.firmware);
  return newerA ? order : -order;
}

function compareLines(a: AssociableLine, b: AssociableLine): number {
  return (
    compareVersions(lineFirmware(b), lineFirmware(a)) || compareVersions(b.id, a.id) || (a.id < b.id ? 1 : -1)
  );
}
