import type { IdentityField } from '../domain/plugins/identify';

/**
 * A request of something that may be a phone, as the servers hand it over: the path percent-encoded as received,
 * with its query, a provisioning key already taken away; header names in any case; DHCP option texts with one
 * character for each byte.
 */
export type IdentifyRequest =
  | { type: 'http'; method: string; path: string; headers: Readonly<Record<string, string | undefined>> }
  | { type: 'tftp'; path: string }
  | { type: 'dhcp'; mac: string; options: Readonly<Record<string, string | undefined>> };

/** What was learned. A field that is not there is not known. */
export type Identity = { vendor?: string } & { [field in IdentityField]?: string };

/** What one rule made of the request, and what became of it. */
export interface CandidateNote {
  family: string;
  rule: string;
  specificity: number;
  told: Identity;
  /** `used`: something it told is part of the decision; `agreed`: others told the same before it. */
  outcome: 'used' | 'agreed' | 'overruled' | 'failed';
  /** Why it was overruled or failed. */
  because?: string;
}

/** Why a request was recognised as what it was, or why it was not. Plain data, bounded in size. */
export interface Explanation {
  /** What was looked at, each value cut to 200 characters. */
  evidence: { source: string; value: string }[];
  /** What was there but not looked at, and why. */
  ignored: string[];
  candidates: CandidateNote[];
}

export interface Identification {
  identity: Identity;
  /** Families whose rules carried the decision and are not vague, the most specific first. */
  families: string[];
  why: Explanation;
}
