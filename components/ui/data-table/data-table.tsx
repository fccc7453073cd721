'use client';
import { useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useMemo, type MouseEvent, type ReactNode } from 'react';
import { useMessages } from '@/lib/client/locale';
import { Button } from '../button';
import { Checkbox } from '../checkbox';
import { cn } from '../cn';
import { ErrorState, Skeleton } from '../state';
import { features, tableColumns, type DataColumn, type Sorting } from './columns';
import { useArrivals } from './use-arrivals';
import { useRowKeys } from './use-row-keys';

export interface DataTableProps<Row extends object> {
  /** Says what the table lists. */
  label: string;
  columns: readonly DataColumn<Row>[];
  /** Undefined while the first answer is on its way. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** How a row is named when it is selected or opened. */
  rowName: (row: Row) => string;
  visibility?: Record<string, boolean>;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (ids: ReadonlySet<string>) => void;
  onOpen?: (row: Row) => void;
  /** A row where there is no room for columns. */
  card?: (row: Row) => ReactNode;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  error?: { title: string; detail: string } | null;
  onRetry?: () => void;
  /** Newer rows are on their way; the ones shown are the last known. */
  refreshing?: boolean;
  /** Names the query, so that rows which appear in it can be marked. */
  view?: string;
  footer?: ReactNode;
  className?: string;
}

const SKELETON_ROWS = 12;
const NOTHING: ReadonlySet<string> = new Set();

/** The table of every list: it owns loading, emptiness, errors, selection and moving by keyboard. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowId,
    rowName,
    visibility,
    sorting,
    onSort,
    selected = NOTHING,
    onSelect,
    onOpen,
  } = props;
  const t = useMessages();
  const definitions = useMemo(() => tableColumns(columns), [columns]);
  const data = useMemo(() => [...(rows ?? [])], [rows]);
  const ids = useMemo(() => data.map(rowId), [data, rowId]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    state: {
      columnVisibility: visibility ?? {},
      rowSelection: Object.fromEntries([...selected].map((id) => [id, true])),
    },
  });
  const fresh = useArrivals(rows ? ids : null, props.view ?? '');
  const byId = new Map(columns.map((column) => [column.id, column]));
  const toggle = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect?.(next);
  };
  const keyboard = useRowKeys({
    count: data.length,
    onOpen: onOpen && ((index) => data[index] && onOpen(data[index])),
    onToggle: onSelect && ((index) => ids[index] !== undefined && toggle(ids[index])),
  });
  const onPage = ids.filter((id) => selected.has(id)).length;

  if (props.error && !rows) {
    return (
      <Frame className={props.className}>
        <ErrorState
          title={props.error.title}
          description={props.error.detail}
          action={props.onRetry ? <Button onClick={props.onRetry}>{t.common.retry}</Button> : null}
        />
      </Frame>
    );
  }
  if (rows && rows.length === 0) {
    return (
      <Frame className={props.className} footer={props.footer}>
        {props.empty}
      </Frame>
    );
  }

  return (
    <Frame className={props.className} footer={props.footer} busy={props.refreshing}>
      {props.card ? (
        <ul className="divide-y divide-line md:hidden" aria-label={label}>
          {rows
            ? data.map((row) => (
                <li key={rowId(row)} className={cn(fresh.has(rowId(row)) && 'animate-arrive')}>
                  {props.card?.(row)}
                </li>
              ))
            : Array.from({ length: SKELETON_ROWS }, (_, i) => (
                <li key={i} className="space-y-2 p-4">
                  <Skeleton className="h-4 w-2/3" />
                  <Skeleton className="h-3 w-1/2" />
                </li>
              ))}
        </ul>
      ) : null}
      <table
        className={cn('w-full border-separate border-spacing-0 text-sm', props.card && 'hidden md:table')}
        aria-busy={!rows || props.refreshing}
      >
        <caption className="sr-only">{label}</caption>
        <thead className="sticky top-0 z-10">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {onSelect ? (
                <th scope="col" className={cn(HEAD, 'w-10 pr-0 pl-4')}>
                  <Checkbox
                    aria-label={t.table.selectAll}
                    disabled={!rows}
                    checked={onPage === 0 ? false : onPage === ids.length ? true : 'indeterminate'}
                    onCheckedChange={(checked) => {
                      const next = new Set(selected);
                      for (const id of ids) {
                        if (checked === true) next.add(id);
                        else next.delete(id);
                      }
                      onSelect(next);
                    }}
                  />
                </th>
              ) : null}
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                const sorted = sorting?.column === header.column.id ? sorting.direction : undefined;
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
                    className={cn(HEAD, column?.align === 'right' && 'text-right', column?.className)}
                  >
                    {column?.sortable && onSort ? (
                      <button
                        type="button"
                        aria-label={t.table.sortBy(column.header)}
                        onClick={() =>
                          onSort({
                            column: column.id,
                            direction:
                              sorted === 'asc'
                                ? 'desc'
                                : sorted === 'desc'
                                  ? 'asc'
                                  : firstDirection(column.id),
                          })
                        }
                        className="group/sort -mx-1.5 inline-flex items-center gap-1 rounded px-1.5 py-0.5 hover:text-strong"
                      >
                        {column.header}
                        <SortIcon sorted={sorted} />
                      </button>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows
            ? table.getRowModel().rows.map((row, index) => (
                <tr
                  key={row.id}
                  data-row={row.id}
                  data-selected={selected.has(row.id) || undefined}
                  tabIndex={index === keyboard.active ? 0 : -1}
                  aria-selected={onSelect ? selected.has(row.id) : undefined}
                  onFocus={() => keyboard.onFocus(index)}
                  onKeyDown={(event) => keyboard.onKeyDown(event, index)}
                  onClick={(event) => onOpen && !isControl(event) && onOpen(row.original)}
                  className={cn(
                    'group/row transition-colors hover:bg-hover/60 data-selected:bg-accent-soft focus-visible:-outline-offset-2',
                    onOpen && 'cursor-pointer',
                    fresh.has(row.id) && 'animate-arrive',
                  )}
                >
                  {onSelect ? (
                    <td className={cn(CELL, 'pr-0 pl-4')}>
                      <Checkbox
                        aria-label={t.table.selectRow(rowName(row.original))}
                        checked={selected.has(row.id)}
                        onCheckedChange={() => toggle(row.id)}
                      />
                    </td>
                  ) : null}
                  {row.getVisibleCells().map((cell) => {
                    const column = byId.get(cell.column.id);
                    return (
                      <td
                        key={cell.id}
                        className={cn(
                          CELL,
                          column?.align === 'right' && 'text-right tabular-nums',
                          column?.className,
                        )}
                      >
                        <table.FlexRender cell={cell} />
                      </td>
                    );
                  })}
                </tr>
              ))
            : Array.from({ length: SKELETON_ROWS }, (_, index) => (
                <tr key={index}>
                  {onSelect ? <td className={cn(CELL, 'pl-4')} /> : null}
                  {table.getVisibleLeafColumns().map((column, i) => (
                    <td key={column.id} className={CELL}>
                      <Skeleton className={cn('h-3.5', WIDTHS[(index + i) % WIDTHS.length])} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </Frame>
  );
}

const HEAD =
  'h-9 border-b border-line bg-sunken px-3 text-left text-xs font-medium whitespace-nowrap text-muted';
const CELL = 'h-10 border-b border-line/70 px-3 whitespace-nowrap text-normal';
const WIDTHS = ['w-20', 'w-28', 'w-16', 'w-24'];

/** Times are wanted newest first, everything else in reading order. */
function firstDirection(column: string): 'asc' | 'desc' {
  return column === 'seen' || column === 'created' ? 'desc' : 'asc';
}

/** A press on a control or a text selection in the row does not open the row. */
function isControl(event: MouseEvent<HTMLElement>): boolean {
  if (event.defaultPrevented || window.getSelection()?.type === 'Range') return true;
  return (
    event.target instanceof Element && event.target.closest('a,button,input,label,[role=checkbox]') !== null
  );
}

function SortIcon({ sorted }: { sorted: 'asc' | 'desc' | undefined }) {
  const Icon = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <Icon
      aria-hidden
      className={cn(
        'size-3',
        sorted
          ? 'text-accent-text'
          : 'opacity-0 transition-opacity group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
      )}
    />
  );
}

interface FrameProps {
  children: ReactNode;
  footer?: ReactNode;
  busy?: boolean | undefined;
  className?: string | undefined;
}

function Frame({ children, footer, busy, className }: FrameProps) {
  return (
    <div
      className={cn(
        'relative flex min-h-0 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-card',
        className,
      )}
    >
      {busy ? (
        <div aria-hidden className="absolute inset-x-0 top-0 z-20 h-0.5 animate-pulse bg-accent" />
      ) : null}
      <div className="relative min-h-0 flex-1 overflow-auto">{children}</div>
      {footer}
    </div>
  );
}
