import type { IdentifyFile, RequestKind } from '../domain/plugins/identify';
import type { Problem } from '../shared/errors';
import { decide, type Candidate } from './decide';
import { findHeader, readEvidence, type Evidence, type Wanted } from './evidence';
import { Memo } from './memo';
import type { CandidateNote, Identification, IdentifyRequest } from './request';
import { compileRule, type CompiledRule, type LowerCase } from './rule';

export interface FamilyRules {
  family: string;
  file: IdentifyFile;
}

export interface Identifier {
  /** Never throws, whatever the request holds. What it returns is shared between calls: read it, don't change it. */
  identify(request: IdentifyRequest): Identification;
  /** Rules that could not be compiled; the others work without them. `path`: `<family>.<rule id>`. */
  problems: Problem[];
}

const MEMO_ENTRIES = 2048;
/** Longer keys are not remembered: no phone makes them, and they would let a client fill the memory. */
const MAX_KEY = 600;
const MAX_SHOWN = 200;

/**
 * @param families in any order; they are ranked by name.
 * @param options.memo most answers remembered (about 1 KB each); 0 for none.
 */
export function createIdentifier(
  families: readonly FamilyRules[],
  options: { memo?: number } = {},
): Identifier {
  const problems: Problem[] = [];
  const rules = compileAll(families, problems);
  const byKind = (kind: RequestKind) => rules.filter((rule) => rule.kinds.includes(kind));
  const rulesOf = { http: byKind('http'), tftp: byKind('tftp'), dhcp: byKind('dhcp') };
  const order = new Map(rules.map((rule, index) => [rule, index]));
  const wanted = wantedBy(families);
  const limit = options.memo ?? MEMO_ENTRIES;
  const memo = limit > 0 ? new Memo<Identification>(limit) : null;

  const compute = (request: IdentifyRequest): Identification => {
    const evidence = readEvidence(request, wanted);
    const { candidates, failures } = collect(rulesOf[evidence.kind], evidence, order);
    const decision = decide(candidates);
    const mac = evidence.leaseMac ?? decision.identity.mac ?? evidence.pathMac;
    if (mac !== null) decision.identity.mac = mac;
    return {
      identity: decision.identity,
      families: decision.families,
      why: {
        evidence: show(evidence),
        ignored: evidence.ignored,
        candidates: [...decision.notes, ...failures],
      },
    };
  };

  return {
    problems,
    identify(request) {
      const key = memo === null ? null : memoKey(request, wanted);
      if (memo === null || key === null) return compute(request);
      const known = memo.get(key);
      if (known !== undefined) return known;
      const fresh = compute(request);
      memo.set(key, fresh);
      return fresh;
    },
  };
}

function compileAll(families: readonly FamilyRules[], problems: Problem[]): CompiledRule[] {
  const ranked = [...families].sort((a, b) => (a.family < b.family ? -1 : 1));
  return ranked.flatMap(({ family, file }) =>
    file.rules.flatMap((rule, index) => {
      try {
        if (file.rules.findIndex((other) => other.id === rule.id) !== index)
          throw new Error('its id is used twice');
        return [compileRule(family, file, rule)];
      } catch (error) {
        problems.push({ path: `${family}.${rule.id}`, message: messageOf(error) });
        return [];
      }
    }),
  );
}

function wantedBy(families: readonly FamilyRules[]): Wanted {
  const rules = families.flatMap(({ file }) => file.rules);
  const names = (source: 'headers' | 'options' | 'notOptions') => [
    ...new Set(rules.flatMap((rule) => Object.keys(rule.when[source] ?? {}))),
  ];
  return { headers: names('headers'), options: [...new Set([...names('options'), ...names('notOptions')])] };
}

/** One failing rule is told and left out; it spoils nothing else. */
function collect(
  rules: readonly CompiledRule[],
  evidence: Evidence,
  order: ReadonlyMap<CompiledRule, number>,
) {
  const lower: LowerCase = { agent: evidence.agent.toLowerCase(), path: evidence.path.toLowerCase() };
  const candidates: Candidate[] = [];
  const failures: CandidateNote[] = [];
  for (const rule of rules) {
    const { family, id, specificity, vague } = rule;
    try {
      const told = rule.match(evidence, lower);
      if (told !== null)
        candidates.push({ family, rule: id, specificity, vague, order: order.get(rule) ?? 0, told });
    } catch (error) {
      failures.push({
        family,
        rule: id,
        specificity,
        told: {},
        outcome: 'failed',
        because: messageOf(error),
      });
    }
  }
  return { candidates, failures };
}

function show(evidence: Evidence): { source: string; value: string }[] {
  const shown: { source: string; value: string }[] = [];
  const add = (source: string, value: string | null) => {
    if (value) shown.push({ source, value: value.slice(0, MAX_SHOWN) });
  };
  add('user-agent', evidence.agent);
  for (const [name, value] of evidence.headers) add(`header ${name}`, value);
  add('path', evidence.path);
  for (const [name, value] of evidence.query) add(`query ${name.slice(0, MAX_SHOWN)}`, value);
  add('mac', evidence.leaseMac);
  for (const [code, value] of evidence.options) add(`option ${code}`, value);
  return shown;
}

/** Everything that the answer depends on, each part with its length so that no two requests share a key. */
function memoKey(request: IdentifyRequest, wanted: Wanted): string | null {
  // Joined, since a text that grew part by part keeps all its parts in memory.
  const parts: (string | number)[] = [request.type];
  for (const part of keyParts(request, wanted)) parts.push(part.length, part);
  const key = parts.join(' ');
  return key.length > MAX_KEY ? null : key;
}

function keyParts(request: IdentifyRequest, wanted: Wanted): string[] {
  if (request.type === 'tftp') return [request.path];
  if (request.type === 'dhcp')
    return [request.mac, ...wanted.options.map((code) => String(request.options[code] ?? ''))];
  const header = (name: string) => String(findHeader(request.headers, name) ?? '');
  return [request.path, header('user-agent'), ...wanted.headers.map(header)];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
