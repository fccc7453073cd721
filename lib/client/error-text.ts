'use client';
import { useCallback } from 'react';
import { ApiError } from './api';
import { useMessages } from './locale';
import { problemSentence, sentenceOf } from './problem-text';

export interface ErrorText {
  title: string;
  /** What the server said, when it adds something. */
  detail: string;
}

/** Says a failure in the reader's language. */
export function useErrorText(): (error: unknown) => ErrorText {
  const t = useMessages();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return { title: t.errors.internal, detail: '' };
      const { problems } = error;
      // What the problems say in the reader's language need not be said in the server's once more.
      const told = problems.length > 0 && problems.every(({ code }) => sentenceOf(t, code) !== undefined);
      const detail = [
        told ? '' : error.message,
        ...problems.map((p) => `${p.path ? `${p.path}: ` : ''}${problemSentence(t, p)}`),
      ];
      return { title: t.errors[error.code], detail: detail.filter(Boolean).join(' ') };
    },
    [t],
  );
}
