import type { z } from 'zod';
import type { ConfigEntry, ConfigView, sipAccount } from '@/lib/domain/console/config-view';

export type AccountInput = z.input<typeof sipAccount>;

export const TEXT_FIELDS = [
  'display_name',
  'number',
  'username',
  'auth_username',
  'registrar_ip',
  'registrar_port',
  'proxy_ip',
  'proxy_port',
] as const;
export type AccountField = (typeof TEXT_FIELDS)[number];

/** What holds for a field without a value of its own. */
export type Inherited = (
  position: number,
  field: AccountField | 'password',
) => { value: string; label: string } | null;

export function emptyAccount(position: number, servers: ConfigView['servers']): AccountInput {
  return {
    position,
    display_name: '',
    number: '',
    username: '',
    auth_username: '',
    password: null,
    registrar_ip: servers.registrar,
    registrar_port: '',
    proxy_ip: servers.proxy,
    proxy_port: '',
  };
}

function accountEntry(entry: ConfigEntry): { position: number; field: string } | null {
  const [root, position, field, ...rest] = entry.path;
  const number = Number(position);
  if (root !== 'sip_lines' || field === undefined || rest.length > 0 || !Number.isInteger(number))
    return null;
  return { position: number, field };
}

/** The phone's own accounts as the form holds them; one empty account when it has none of its own. */
export function accountValues(view: ConfigView): AccountInput[] {
  const accounts = new Map<number, AccountInput>();
  if (view.kind === 'own') {
    for (const entry of view.entries) {
      const at = accountEntry(entry);
      if (!at || entry.origin.kind !== 'own') continue;
      const account = accounts.get(at.position) ?? emptyAccount(at.position, { registrar: '', proxy: '' });
      const field = TEXT_FIELDS.find((name) => name === at.field);
      if (field) account[field] = entry.value === null ? '' : String(entry.value);
      accounts.set(at.position, account);
    }
    // An authentication name equal to the user name is what the phone takes anyway.
    for (const account of accounts.values())
      if (account.auth_username === account.username) account.auth_username = '';
  }
  const list = [...accounts.values()].sort((a, b) => Number(a.position) - Number(b.position));
  return list.length > 0 ? list : [emptyAccount(1, view.servers)];
}

/** Positions whose password is stored: an empty field keeps it. */
export function storedPasswords(view: ConfigView): ReadonlySet<number> {
  const stored = view.entries.flatMap((entry) => {
    const at = accountEntry(entry);
    return at?.field === 'password' && entry.origin.kind === 'own' && view.kind === 'own'
      ? [at.position]
      : [];
  });
  return new Set(stored);
}

export function inheritedValues(view: ConfigView): Inherited {
  const found = new Map<string, { value: string; label: string }>();
  for (const entry of view.entries) {
    const at = accountEntry(entry);
    const from = entry.origin.kind === 'own' ? entry.inherited : { value: entry.value, origin: entry.origin };
    if (at && from && from.value !== null)
      found.set(`${at.position}/${at.field}`, { value: String(from.value), label: from.origin.label });
  }
  return (position, field) => (view.kind === 'own' ? (found.get(`${position}/${field}`) ?? null) : null);
}
