import { TemplateFailure } from '../failure';
import { choosingFilters } from './choosing-filters';
import type { Filter, FilterTable } from './filter';
import { LIST_FILTERS } from './list-filters';
import { NUMBER_FILTERS } from './number-filters';
import { TEXT_FILTERS } from './text-filters';

const FILTERS: FilterTable = new Map([
  ...TEXT_FILTERS,
  ...NUMBER_FILTERS,
  ...LIST_FILTERS,
  ...choosingFilters(findFilter),
]);

export function findFilter(name: string): Filter {
  const filter = FILTERS.get(name);
  if (!filter) throw new TemplateFailure('template_error', `there is no filter "${name}"`);
  return filter;
}
