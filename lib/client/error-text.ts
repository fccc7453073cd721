'use client';
import { useCallback } from 'react';
import { ApiError } from './api';
import { useMessages } from './locale';

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
      const detail = [
        error.message,
        ...error.problems.map((p) => (p.path ? `${p.path}: ${p.message}` : p.message)),
      ];
      return { title: t.errors[error.code], detail: detail.filter(Boolean).join(' ') };
    },
    [t],
  );
}
