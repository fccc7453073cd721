'use client';
import { useCallback } from 'react';
import { useMessages } from './locale';

interface FormProblem {
  message?: string | undefined;
}

/** Schemas name their problems by keys of the catalogue; what is no key is a message of the schema library. */
export function useProblemText(): (problem: FormProblem | undefined) => string | undefined {
  const t = useMessages();
  return useCallback(
    (problem) => {
      if (!problem) return undefined;
      const texts: Record<string, string> = t.problems;
      const key = problem.message ?? '';
      return Object.hasOwn(texts, key) ? texts[key] : t.problems.invalid;
    },
    [t],
  );
}
