'use client';
import { useCallback } from 'react';
import type { Problem } from '../shared/errors';
import { useMessages } from './locale';
import type { Messages } from './messages/catalogue';

interface FormProblem {
  message?: string | undefined;
}

/** The sentence of a code in the reader's language; undefined: the catalogue has none. */
export function sentenceOf(t: Messages, code: string | undefined): string | undefined {
  const texts: Record<string, string> = t.problems;
  return code !== undefined && Object.hasOwn(texts, code) ? texts[code] : undefined;
}

/** What the server found wrong, in the reader's language where the catalogue has it, else in the server's words. */
export function problemSentence(t: Messages, { code, message }: Problem): string {
  return sentenceOf(t, code) ?? message;
}

/** Schemas name their problems by codes of the catalogue; what is none is a message of the schema library. */
export function useProblemText(): (problem: FormProblem | undefined) => string | undefined {
  const t = useMessages();
  return useCallback((problem) => problem && (sentenceOf(t, problem.message) ?? t.problems.invalid), [t]);
}
