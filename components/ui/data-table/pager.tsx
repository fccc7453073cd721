'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMessages } from '@/lib/client/locale';
import { Button } from '../button';
import { Select } from '../select';

interface PagerProps {
  page: number;
  size: number;
  total: number;
  sizes: readonly number[];
  onPage: (page: number) => void;
  onSize: (size: number) => void;
}

/** Where in the list this page is. Its height does not change, so that the table does not jump. */
export function Pager({ page, size, total, sizes, onPage, onSize }: PagerProps) {
  const t = useMessages();
  const pages = Math.max(1, Math.ceil(total / size));
  const from = total === 0 ? 0 : (page - 1) * size + 1;
  return (
    <div className="flex h-12 shrink-0 items-center justify-between gap-3 border-t border-line px-3 text-xs text-muted">
      <p className="tabular-nums" role="status">
        {t.table.range(Math.min(from, total), Math.min(page * size, total), total)}
      </p>
      <div className="flex items-center gap-3">
        <div className="hidden items-center gap-2 sm:flex">
          <span id="pager-size">{t.table.rowsPerPage}</span>
          <Select
            className="h-7 w-18 text-xs"
            aria-label={t.table.rowsPerPage}
            value={String(size)}
            onValueChange={(value) => onSize(Number(value))}
            options={sizes.map((n) => ({ value: String(n), label: String(n) }))}
          />
        </div>
        <div className="flex gap-1">
          <Button
            size="icon-sm"
            aria-label={t.table.previous}
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            aria-label={t.table.next}
            disabled={page >= pages}
            onClick={() => onPage(page + 1)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </div>
      </div>
    </div>
  );
}
