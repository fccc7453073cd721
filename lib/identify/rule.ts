import {
  IDENTITY_FIELDS,
  REQUEST_KINDS,
  type IdentifyFile,
  type IdentifyRule,
  type IdentityField,
  type RequestKind,
} from '../domain/plugins/identify';
import type { Evidence } from './evidence';
import { compilePattern, type Pattern } from './pattern';
import type { Identity } from './request';
import { applyTransforms, normalizeField } from './transform';

const STRONG = 40;
const PATH = 20;
const QUERY = 10;
const PREFIX = 5;

export interface CompiledRule {
  family: string;
  id: string;
  kinds: readonly RequestKind[];
  specificity: number;
  vague: boolean;
  /** What the rule tells of the request, or null when its conditions do not hold. */
  match(evidence: Evidence, lower: LowerCase): Identity | null;
}

/** The lower-case forms of the texts that nearly every rule looks at, made once for each request. */
export interface LowerCase {
  agent: string;
  path: string;
}

/** One condition of a rule: adds its named groups to `groups`, false when it does not hold. */
type Check = (evidence: Evidence, lower: LowerCase, groups: Record<string, string>) => boolean;

/** @throws Error that says what is wrong with the rule, in words for its author. */
export function compileRule(family: string, file: IdentifyFile, rule: IdentifyRule): CompiledRule {
  const patterns: Pattern[] = [];
  const checks = compileChecks(rule, (source) => {
    const pattern = compilePattern(source);
    patterns.push(pattern);
    return pattern;
  });
  const tell = compileTell(file, rule, new Set(patterns.flatMap((pattern) => pattern.groups)));
  const prefixes = rule.when.oui === true ? file.ouis : (rule.when.oui ?? null);
  if (prefixes?.length === 0) throw new Error('"oui: true" needs "ouis" in the file');
  const vendor = rule.vendor ?? file.vendor;
  return {
    family,
    id: rule.id,
    kinds: rule.kinds ?? possibleKinds(rule),
    specificity: rule.specificity ?? specificityOf(rule),
    vague: rule.vague ?? (prefixes !== null && patterns.length === 0),
    match(evidence, lower) {
      const groups: Record<string, string> = {};
      for (const check of checks) if (!check(evidence, lower, groups)) return null;
      const identity = tell(vendor, groups);
      if (prefixes === null) return identity;
      const mac = identity.mac ?? evidence.leaseMac ?? evidence.pathMac;
      return mac !== null && prefixes.some((prefix) => mac.startsWith(prefix)) ? identity : null;
    },
  };
}

function compileChecks(rule: IdentifyRule, compile: (source: string) => Pattern): Check[] {
  const { agent, notAgent, path, query, headers, options, notOptions } = rule.when;
  const checks: Check[] = [];
  // The cheapest and most telling ones first: absence, then the literal of the User-Agent or the path.
  if (agent === false) checks.push((evidence) => !evidence.agentSent);
  else if (agent !== undefined) {
    const pattern = compile(agent);
    checks.push((evidence, lower, groups) => take(pattern, evidence.agent, lower.agent, groups));
  }
  if (path !== undefined) {
    const pattern = compile(path);
    checks.push((evidence, lower, groups) => take(pattern, evidence.path, lower.path, groups));
  }
  if (notAgent !== undefined) {
    const pattern = compilePattern(notAgent);
    checks.push(({ agent: text, agentSent }, lower) =>
      agentSent ? text !== '' && pattern.match(text, lower.agent) === null : true,
    );
  }
  checks.push(...compileNamed(query, 'query', compile));
  checks.push(...compileNamed(headers, 'headers', compile));
  checks.push(...compileNamed(options, 'options', compile));
  for (const [code, source] of Object.entries(notOptions ?? {})) {
    const pattern = compilePattern(source);
    checks.push((evidence) => {
      const value = evidence.options.get(code) ?? '';
      return value === '' || pattern.match(value, value.toLowerCase()) === null;
    });
  }
  return checks;
}

function compileNamed(
  conditions: Record<string, string | false> | undefined,
  source: 'query' | 'headers' | 'options',
  compile: (source: string) => Pattern,
): Check[] {
  return Object.entries(conditions ?? {}).map(([name, condition]): Check => {
    if (condition === false) return (evidence) => (evidence[source].get(name) ?? '') === '';
    const pattern = compile(condition);
    return (evidence, _lower, groups) => {
      const value = evidence[source].get(name) ?? '';
      return take(pattern, value, value.toLowerCase(), groups);
    };
  });
}

function take(pattern: Pattern, value: string, lower: string, groups: Record<string, string>): boolean {
  if (value === '') return false;
  const found = pattern.match(value, lower);
  if (found !== null) Object.assign(groups, found);
  return found !== null;
}

function compileTell(file: IdentifyFile, rule: IdentifyRule, groups: ReadonlySet<string>) {
  for (const text of Object.values(rule.tell)) {
    for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) {
      if (!groups.has(name)) throw new Error(`"{${name}}" is no named group of the rule's patterns`);
    }
  }
  for (const step of Object.values(rule.transform).flat()) {
    if (typeof step === 'object' && 'map' in step && !Object.hasOwn(file.maps, step.map)) {
      throw new Error(`there is no map "${step.map}"`);
    }
  }
  const fields = IDENTITY_FIELDS.filter((field) => rule.tell[field] !== undefined || groups.has(field));
  return (vendor: string, found: Readonly<Record<string, string>>): Identity => {
    const identity: Identity = { vendor };
    for (const field of fields) {
      const value = fieldValue(field, rule, found);
      if (value === null) continue;
      const normal = normalizeField(field, applyTransforms(value, rule.transform[field] ?? [], file.maps));
      if (normal !== null) identity[field] = normal;
    }
    return identity;
  };
}

/** A text with `{group}` is told only when all of its groups were captured. */
function fieldValue(
  field: IdentityField,
  rule: IdentifyRule,
  found: Readonly<Record<string, string>>,
): string | null {
  const text = rule.tell[field];
  if (text === undefined) return found[field] ?? null;
  let complete = true;
  const value = text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const captured = found[name];
    if (captured === undefined) complete = false;
    return captured ?? '';
  });
  return complete ? value : null;
}

function possibleKinds(rule: IdentifyRule): RequestKind[] {
  const { agent, path, query, headers, options } = rule.when;
  const httpOnly = Boolean(agent) || query !== undefined || headers !== undefined;
  if (httpOnly) return ['http'];
  if (options !== undefined) return ['dhcp'];
  return path === undefined ? [...REQUEST_KINDS] : ['http', 'tftp'];
}

function specificityOf(rule: IdentifyRule): number {
  const { agent, path, query, headers, options, oui } = rule.when;
  const count = (conditions: Record<string, string | false> | undefined) =>
    Object.values(conditions ?? {}).filter((condition) => condition !== false).length;
  return (
    STRONG * ((agent ? 1 : 0) + count(headers) + count(options)) +
    (path === undefined ? 0 : PATH) +
    QUERY * count(query) +
    (oui === undefined ? 0 : PREFIX)
  );
}
