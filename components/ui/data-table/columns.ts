import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  tableFeatures,
  type RowData,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';

export const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

/** A column of a DataTable. Rows come sorted, filtered and paged from the server. */
export interface DataColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Offered in the column menu; `start` hidden or shown. Absent: always shown. */
  hideable?: 'shown' | 'hidden';
  align?: 'right';
  className?: string;
}

export interface Sorting {
  column: string;
  direction: 'asc' | 'desc';
}

export function tableColumns<Row extends RowData>(columns: readonly DataColumn<Row>[]) {
  const helper = createColumnHelper<typeof features, Row>();
  return helper.columns(
    columns.map((column) =>
      helper.display({
        id: column.id,
        header: column.header,
        enableHiding: column.hideable !== undefined,
        cell: (context) => column.cell(context.row.original),
      }),
    ),
  );
}
