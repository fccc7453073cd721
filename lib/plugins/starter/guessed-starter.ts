import { guessedRequests, guessedRules, type StarterSpec } from './starter-family';

type Known = Pick<
  StarterSpec,
  'vendor' | 'family' | 'models' | 'http' | 'tftp' | 'format' | 'file' | 'root' | 'ouis' | 'firmware'
>;

/** A family of which only a person's word is known: its rules are those that most vendors' phones would fit. */
export function guessedStarter(known: Known): StarterSpec {
  const spec: StarterSpec = {
    ...known,
    dhcpClass: null,
    expectedMissing: [],
    rules: guessedRules(known),
    requests: [],
    sources: ['To be filled: manuals and phones that the facts come from'],
  };
  return { ...spec, requests: guessedRequests(spec) };
}
