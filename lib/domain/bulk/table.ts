import type { CsvTable } from '../../shared/csv';
import { err, ok, type Result } from '../../shared/result';
import { BULK_FIELDS, type BulkAction, type BulkField } from './bulk';
import { quoted } from './known-names';

/** Other names under which people and exports of other programs have a column. */
const NAMES: Partial<Record<BulkField, readonly string[]>> = {
  mac: ['macaddress', 'adressemac', 'hwaddr'],
  id: ['deviceid', 'device'],
  vendor: ['manufacturer', 'brand', 'marque', 'constructeur', 'fabricant'],
  model: ['modele', 'type'],
  version: ['firmware', 'firmwareversion'],
  description: ['comment', 'note', 'notes', 'location', 'commentaire', 'lieu'],
  display_name: ['name', 'displayname', 'fullname', 'callerid', 'nom', 'nomaffiche'],
  number: ['extension', 'exten', 'ext', 'numero', 'poste'],
  username: ['sipusername', 'sipuser', 'user', 'login', 'utilisateur', 'identifiant'],
  auth_username: ['authuser', 'authusername', 'authid'],
  password: ['sippassword', 'secret', 'motdepasse'],
  registrar: ['registrarip', 'sipserver', 'server', 'serveur'],
  proxy: ['proxyip', 'outboundproxy'],
  template: ['devicetemplate', 'configdevice', 'modeledeconfiguration'],
};

/** Columns of our own export that say what was found out: a table that comes back has them, and they set nothing. */
const READ_ONLY: readonly string[] = ['ip', 'status', 'lastseen'];

/** The field that a column with this name holds; null: none that is known. */
export function fieldOf(column: string): BulkField | null {
  const plain = plainName(column);
  return (
    BULK_FIELDS.find(
      (field) => field.replaceAll('_', '') === plain || (NAMES[field]?.includes(plain) ?? false),
    ) ?? null
  );
}

/** Without accents, capitals, spaces and signs. */
function plainName(column: string): string {
  return column
    .normalize('NFD')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
}

/**
 * The field of each column; null: it is empty, or sets nothing. The error tells of columns that are not known, that stand
 * twice or that have values and no name: what they hold would be lost without a word.
 */
export function fieldsOf({ header, rows }: CsvTable): Result<(BulkField | null)[], string> {
  const fields = header.map(fieldOf);
  const problems: string[] = [];
  const unknown = header.filter(
    (name, i) => name !== '' && fields[i] === null && !READ_ONLY.includes(plainName(name)),
  );
  if (unknown.length > 0) problems.push(`There is no column ${quoted(unknown, 'or')}.`);
  for (const field of BULK_FIELDS) {
    const same = header.filter((_, i) => fields[i] === field);
    if (same.length > 1) problems.push(`The columns ${quoted(same, 'and')} are the same one, ${field}.`);
  }
  const nameless = namelessCell(header, rows);
  if (nameless)
    problems.push(`Row ${nameless.row} has a value in column ${nameless.column}, which has no name.`);
  if (problems.length === 0 && fields.every((field) => field === null))
    problems.push('No column has a known name.');
  return problems.length === 0
    ? ok(fields)
    : err([...problems, `The columns that there are: ${BULK_FIELDS.join(', ')}.`].join(' '));
}

/** Where a value stands that no column names, as a person counts: the names are row 1. Null: nowhere. */
export function namelessCell(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): { row: number; column: number } | null {
  for (const [i, cells] of rows.entries()) {
    const column = cells.findIndex((cell, j) => (header[j] ?? '') === '' && cell.trim() !== '');
    if (column >= 0) return { row: i + 2, column: column + 1 };
  }
  return null;
}

/** Without the rows at its end that spreadsheets write for lines that hold nothing. */
export function withoutEmptyEnd(table: CsvTable): CsvTable {
  const last = table.rows.findLastIndex((cells) => cells.some((cell) => cell.trim() !== ''));
  return { ...table, rows: table.rows.slice(0, last + 1) };
}

/** Rows of a table as a request has them. Empty cells are left out: a table takes no value away. */
export function rowsOf(
  table: CsvTable,
  fields: readonly (BulkField | null)[],
  action: BulkAction,
): Record<string, string>[] {
  return table.rows.map((cells) => {
    const row: Record<string, string> = { action };
    fields.forEach((field, column) => {
      const value = cells[column]?.trim() ?? '';
      if (field !== null && value !== '') row[field] = field === 'action' ? value.toLowerCase() : value;
    });
    return row;
  });
}
