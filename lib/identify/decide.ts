import { IDENTITY_FIELDS } from '../domain/plugins/identify';
import type { CandidateNote, Identity } from './request';

/** What one matching rule tells. `order`: of the families by name, then of the rules in their file. */
export interface Candidate {
  family: string;
  rule: string;
  specificity: number;
  order: number;
  vague: boolean;
  told: Identity;
}

export interface Decision {
  identity: Identity;
  families: string[];
  notes: CandidateNote[];
}

/**
 * From what the rules tell to what is believed. The vendor of the most specific candidate wins; among equals that
 * of most families, then the first. Then each field is taken, in the same order, from the candidates of that vendor.
 */
export function decide(candidates: readonly Candidate[]): Decision {
  const ranked = [...candidates].sort((a, b) => b.specificity - a.specificity || a.order - b.order);
  const vendor = elect(ranked, (candidate) => candidate.told.vendor);
  const heard = ranked.filter((candidate) => sameVendor(candidate.told.vendor, vendor));
  const identity: Identity = vendor === undefined ? {} : { vendor };
  for (const field of IDENTITY_FIELDS) {
    const value = elect(heard, (candidate) => candidate.told[field]);
    if (value !== undefined) identity[field] = value;
  }
  const families = new Set(
    heard.filter((candidate) => !candidate.vague).map((candidate) => candidate.family),
  );
  return { identity, families: [...families], notes: note(ranked, identity) };
}

/** Of those that tell a value, the most specific; among equals the value of most families, then the first. */
function elect(
  ranked: readonly Candidate[],
  value: (candidate: Candidate) => string | undefined,
): string | undefined {
  const telling = ranked.filter((candidate) => value(candidate) !== undefined);
  const best = telling[0];
  if (best === undefined) return undefined;
  const equals = telling.filter((candidate) => candidate.specificity === best.specificity);
  const votes = new Map<string, Set<string>>();
  for (const candidate of equals) {
    const vote = value(candidate) ?? '';
    votes.set(vote, (votes.get(vote) ?? new Set()).add(candidate.family));
  }
  let winner: string | undefined;
  let most = 0;
  for (const [vote, families] of votes) {
    if (families.size > most) [winner, most] = [vote, families.size];
  }
  return winner;
}

/** Alcatel's phones name the same vendor in two ways. */
export function vendorKey(vendor: string): string {
  const key = vendor.toLowerCase();
  return key === 'alcatel-lucent' ? 'alcatel' : key;
}

function sameVendor(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && vendorKey(a) === vendorKey(b);
}

function note(ranked: readonly Candidate[], identity: Identity): CandidateNote[] {
  const taken = new Set<string>();
  return ranked.map(({ family, rule, specificity, told }) => {
    if (!sameVendor(told.vendor, identity.vendor)) {
      const because = `the vendor is ${identity.vendor ?? 'unknown'}`;
      return { family, rule, specificity, told, outcome: 'overruled', because };
    }
    const fields = (['vendor', ...IDENTITY_FIELDS] as const).filter((field) => told[field] !== undefined);
    const lost = fields.filter((field) => field !== 'vendor' && told[field] !== identity[field]);
    const fresh = fields.filter((field) => !lost.includes(field) && !taken.has(field));
    for (const field of fresh) taken.add(field);
    const because = lost.map((field) => `${field} is ${identity[field] ?? 'unknown'}`).join(', ');
    const outcome = fresh.length > 0 ? 'used' : lost.length > 0 ? 'overruled' : 'agreed';
    return because === ''
      ? { family, rule, specificity, told, outcome }
      : { family, rule, specificity, told, outcome, because };
  });
}
