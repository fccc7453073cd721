import type { CsvTable } from '../../shared/csv';
import { BULK_FIELDS, type BulkAction, type BulkField } from './bulk';

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

/** The field that a column with this name holds; null: none that is known. */
export function fieldOf(column: string): BulkField | null {
  const plain = column
    .normalize('NFD')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
  return (
    BULK_FIELDS.find(
      (field) => field.replaceAll('_', '') === plain || (NAMES[field]?.includes(plain) ?? false),
    ) ?? null
  );
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
