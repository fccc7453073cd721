'use client';
import { Columns3 } from 'lucide-react';
import { useMessages } from '@/lib/client/locale';
import { Button } from '../button';
import { Menu, MenuCheckboxItem, MenuContent, MenuTrigger } from '../menu';
import type { DataColumn } from './columns';

interface ColumnMenuProps<Row> {
  columns: readonly DataColumn<Row>[];
  visibility: Record<string, boolean>;
  onChange: (visibility: Record<string, boolean>) => void;
}

export function ColumnMenu<Row>({ columns, visibility, onChange }: ColumnMenuProps<Row>) {
  const t = useMessages();
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="icon" aria-label={t.table.columns}>
          <Columns3 aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end" aria-label={t.table.columns}>
        {columns
          .filter((column) => column.hideable)
          .map((column) => (
            <MenuCheckboxItem
              key={column.id}
              checked={visibility[column.id] ?? true}
              onCheckedChange={(shown) => onChange({ ...visibility, [column.id]: shown })}
              onSelect={(event) => event.preventDefault()}
            >
              {column.header}
            </MenuCheckboxItem>
          ))}
      </MenuContent>
    </Menu>
  );
}
