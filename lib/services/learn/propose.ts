import type { IdentifyFile, IdentifyRule } from '../../domain/plugins/identify';
import type { LearnReason, ProposedRule, Proposal, RecordedRequest } from '../../domain/learn/learn';
import { createIdentifier, type FamilyRules, type Identifier } from '../../identify/identifier';
import type { IdentifyRequest } from '../../identify/request';
import { starterFamily } from '../../plugins/starter/starter-family';
import { candidateRules } from './candidates';
import { identifyRequest } from './identify-request';
import { SCANNERS } from './scanners';
import { starterSpec } from './starter-spec';

/** What is known already: the rules of the installed families, and the requests that they are tested with. */
export interface Known {
  families: readonly FamilyRules[];
  fixtures: readonly { vendor: string | null; request: IdentifyRequest }[];
}

/**
 * Works out rules that recognise the recorded requests as the vendor's, and holds each against every request of known
 * phones and of scanners: one that would match those is narrowed by the MAC prefix, or left out.
 */
export function propose(
  vendor: string,
  family: string,
  recorded: readonly RecordedRequest[],
  known: Known,
): Proposal {
  const before = createIdentifier(known.families, { memo: 0 });
  const knownAs = (request: RecordedRequest): string | null => {
    const { identity, families } = before.identify(identifyRequest(request));
    return families.length === 0 || sameVendor(identity.vendor ?? null, vendor)
      ? null
      : (identity.vendor ?? null);
  };
  const mine = recorded.filter((request) => knownAs(request) === null);
  const candidates = candidateRules(vendor, mine);
  for (const request of recorded) {
    const other = knownAs(request);
    if (other !== null)
      candidates.dropped.push({ code: 'known_already', value: `${request.path.slice(0, 100)}: ${other}` });
  }
  const others = [
    ...SCANNERS,
    ...known.fixtures.filter((fixture) => !sameVendor(fixture.vendor, vendor)).map(({ request }) => request),
  ];
  const { ouis, dropped } = safeOuis(vendor, family, candidates.ouis, others);
  const rules: ProposedRule[] = [];
  for (const candidate of candidates.rules) {
    const kept = narrowed(vendor, family, ouis, candidate, others);
    if (kept.rule) rules.push({ rule: kept.rule, reasons: kept.reasons });
    else dropped.push(...kept.reasons);
  }
  const spec = starterSpec(vendor, family, mine, ouis, rules);
  return {
    vendor,
    family,
    ouis,
    rules,
    dropped: [...candidates.dropped, ...dropped],
    identify: rules.length === 0 ? '' : (starterFamily(spec)['identify.json5'] ?? ''),
    ...verdict(vendor, family, ouis, rules, recorded, known, before),
  };
}

/** MAC prefixes by which no known phone would be taken for one of these. */
function safeOuis(
  vendor: string,
  family: string,
  ouis: readonly string[],
  others: readonly IdentifyRequest[],
): { ouis: string[]; dropped: LearnReason[] } {
  const dropped: LearnReason[] = [];
  const safe = ouis.filter((oui) => {
    const rule: IdentifyRule = { id: 'mac-prefix', when: { oui: [oui] }, tell: {}, transform: {} };
    const hit = matches(fileOf(vendor, [], [rule]), family, others);
    if (hit !== null) dropped.push({ code: 'matches_others', value: `${oui}: ${hit}` });
    return hit === null;
  });
  return { ouis: safe, dropped };
}

function narrowed(
  vendor: string,
  family: string,
  ouis: readonly string[],
  candidate: ProposedRule,
  others: readonly IdentifyRequest[],
): { rule: IdentifyRule | null; reasons: LearnReason[] } {
  const { rule, reasons } = candidate;
  if (rule.when.oui === true && ouis.length === 0) return { rule: null, reasons: [] };
  const hit = matches(fileOf(vendor, ouis, [rule]), family, others);
  if (hit === null) return { rule, reasons };
  const known: LearnReason = { code: 'matches_others', value: `${rule.id}: ${hit}` };
  if (ouis.length === 0 || rule.when.oui !== undefined) return { rule: null, reasons: [known] };
  const tighter: IdentifyRule = { ...rule, when: { ...rule.when, oui: true } };
  if (matches(fileOf(vendor, ouis, [tighter]), family, others) !== null)
    return { rule: null, reasons: [known] };
  return { rule: tighter, reasons: [...reasons, { code: 'narrowed', value: hit }] };
}

/** The first request that the rules recognise, in words; null: none. */
function matches(file: IdentifyFile, family: string, requests: readonly IdentifyRequest[]): string | null {
  const identifier = createIdentifier([{ family, file }], { memo: 0 });
  if (identifier.problems.length > 0) return identifier.problems[0]?.message ?? 'the rule cannot be used';
  const hit = requests.find((request) => identifier.identify(request).identity.vendor !== undefined);
  return hit ? titleOf(hit) : null;
}

/** How the rules do beside those of every installed family. */
function verdict(
  vendor: string,
  family: string,
  ouis: readonly string[],
  rules: readonly ProposedRule[],
  recorded: readonly RecordedRequest[],
  known: Known,
  before: Identifier,
): Pick<Proposal, 'requests' | 'checked' | 'changed'> {
  const file = fileOf(
    vendor,
    ouis,
    rules.map(({ rule }) => rule),
  );
  const others = known.families.filter((one) => one.family !== family);
  const after = rules.length === 0 ? before : createIdentifier([...others, { family, file }], { memo: 0 });
  const requests = recorded.map((request) => {
    const { identity, why } = after.identify(identifyRequest(request));
    return {
      request,
      recognised: sameVendor(identity.vendor ?? null, vendor),
      rules: why.candidates.filter((note) => note.family === family).map((note) => note.rule),
    };
  });
  const checks = [
    ...SCANNERS,
    ...known.fixtures.filter((fixture) => !sameVendor(fixture.vendor, vendor)).map(({ request }) => request),
  ];
  const changed = checks.filter(
    (request) =>
      JSON.stringify(before.identify(request).identity) !== JSON.stringify(after.identify(request).identity),
  );
  return { requests, checked: checks.length, changed: changed.map(titleOf) };
}

function fileOf(vendor: string, ouis: readonly string[], rules: readonly IdentifyRule[]): IdentifyFile {
  return { vendor, ouis: [...ouis], maps: {}, rules: [...rules] };
}

function sameVendor(a: string | null, b: string): boolean {
  return a !== null && a.toLowerCase() === b.toLowerCase();
}

function titleOf(request: IdentifyRequest): string {
  switch (request.type) {
    case 'http': {
      const agent = Object.entries(request.headers).find(
        ([name]) => name.toLowerCase() === 'user-agent',
      )?.[1];
      return `${request.path} ${agent ?? ''}`.trim().slice(0, 120);
    }
    case 'tftp':
      return `TFTP ${request.path}`.slice(0, 120);
    case 'dhcp':
      return `DHCP ${request.mac} ${request.options['60'] ?? ''}`.trim().slice(0, 120);
  }
}
