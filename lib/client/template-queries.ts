import { queryOptions } from '@tanstack/react-query';
import type { TemplateLineView, TemplateView } from '../domain/console/templates';
import { api } from './api';

export const templateKeys = {
  all: ['templates'] as const,
  lines: ['templates', 'lines'] as const,
  one: (line: string, name: string) => ['templates', 'one', line, name] as const,
};

export const templatePath = (line: string, name: string): string =>
  `/templates/${encodeURIComponent(line)}/${encodeURIComponent(name)}`;

export const templateLinesOptions = () =>
  queryOptions({
    queryKey: templateKeys.lines,
    queryFn: ({ signal }) => api<TemplateLineView[]>('/templates', { signal }),
  });

export const templateOptions = (line: string, name: string) =>
  queryOptions({
    queryKey: templateKeys.one(line, name),
    queryFn: ({ signal }) => api<TemplateView>(templatePath(line, name), { signal }),
  });
