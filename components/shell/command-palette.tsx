'use client';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Languages, LogOut, Moon, Plus, Search, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { Dialog as D } from 'radix-ui';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { DeviceStatusDot } from '@/components/devices/device-status';
import { chooseLocale } from '@/lib/client/choose-locale';
import { leaveTo } from '@/lib/client/leave';
import { useLocale, useMessages } from '@/lib/client/locale';
import { deviceSearchOptions } from '@/lib/client/queries';
import { signOut } from '@/lib/client/sign-in';
import { NAV } from './nav-items';
import { useMayChange } from './shell-user';

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const ITEM =
  'flex min-h-9 items-center gap-3 rounded-md px-3 py-1.5 text-sm text-normal select-none data-[selected=true]:bg-hover data-[selected=true]:text-strong [&_svg]:size-4 [&_svg]:text-muted';

/** Every page, every action and every phone, a few letters away. */
export function CommandPalette({ open, onOpenChange }: PaletteProps) {
  const t = useMessages();
  const locale = useLocale();
  const router = useRouter();
  const mayChange = useMayChange();
  const { resolvedTheme, setTheme } = useTheme();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const devices = useQuery({ ...deviceSearchOptions(wanted), enabled: open && wanted !== '' });
  const run = (action: () => void) => () => {
    onOpenChange(false);
    setText('');
    action();
  };
  const rows = wanted === '' ? [] : (devices.data?.rows ?? []).slice(0, 8);
  const other = locale === 'en' ? 'fr' : 'en';
  return (
    <D.Root open={open} onOpenChange={onOpenChange}>
      <D.Portal>
        <D.Overlay className="fixed inset-0 z-40 animate-fade bg-shade" />
        <D.Content
          aria-describedby={undefined}
          className="fixed top-[10dvh] left-1/2 z-50 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 animate-rise overflow-hidden rounded-xl border border-line bg-raised shadow-pop focus:outline-none"
        >
          <D.Title className="sr-only">{t.palette.title}</D.Title>
          <Command label={t.palette.title} loop filter={filter}>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4 text-muted" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t.palette.placeholder}
                className="h-12 min-w-0 flex-1 bg-transparent text-base text-strong placeholder:text-faint focus:outline-none"
              />
            </div>
            <Command.List label={t.palette.title} className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-8 text-center text-sm text-muted">
                {devices.isFetching ? t.palette.searching : t.palette.empty}
              </Command.Empty>
              {rows.length > 0 ? (
                <Group heading={t.palette.devices}>
                  {rows.map((row) => (
                    <Command.Item
                      key={row.id}
                      value={`device ${row.id}`}
                      keywords={[ALWAYS]}
                      className={ITEM}
                      onSelect={run(() => router.push(`/devices/${encodeURIComponent(row.id)}`))}
                    >
                      <DeviceStatusDot status={row.status} />
                      <span className="font-mono text-xs">{row.mac ?? row.id}</span>
                      <span className="min-w-0 flex-1 truncate">
                        {[row.vendor, row.model].filter(Boolean).join(' ')}
                      </span>
                      <span className="truncate text-xs text-muted">
                        {row.line?.name ?? row.line?.number ?? row.ip}
                      </span>
                    </Command.Item>
                  ))}
                </Group>
              ) : null}
              <Group heading={t.palette.pages}>
                {NAV.flatMap(({ items }) => items).map((item) => (
                  <Command.Item
                    key={item.page}
                    value={`page ${t.nav[item.page]}`}
                    className={ITEM}
                    onSelect={run(() => router.push(item.href))}
                  >
                    <item.icon aria-hidden />
                    {t.nav[item.page]}
                  </Command.Item>
                ))}
              </Group>
              <Group heading={t.palette.actions}>
                {mayChange ? (
                  <Command.Item
                    value={`action ${t.devices.add}`}
                    className={ITEM}
                    onSelect={run(() => router.push('/devices?add=1'))}
                  >
                    <Plus aria-hidden />
                    {t.devices.add}
                  </Command.Item>
                ) : null}
                <Command.Item
                  value={`action ${t.shell.theme} ${t.shell.light} ${t.shell.dark}`}
                  className={ITEM}
                  onSelect={run(() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark'))}
                >
                  {resolvedTheme === 'dark' ? <Sun aria-hidden /> : <Moon aria-hidden />}
                  {t.shell.theme}: {resolvedTheme === 'dark' ? t.shell.light : t.shell.dark}
                </Command.Item>
                <Command.Item
                  value="action language langue English Français"
                  className={ITEM}
                  onSelect={run(() => void chooseLocale(other, true))}
                >
                  <Languages aria-hidden />
                  <span lang={other}>{other === 'fr' ? 'Français' : 'English'}</span>
                </Command.Item>
                <Command.Item
                  value={`action ${t.shell.signOut}`}
                  className={ITEM}
                  onSelect={run(() => void signOut().then(() => leaveTo('/sign-in?out=1')))}
                >
                  <LogOut aria-hidden />
                  {t.shell.signOut}
                </Command.Item>
              </Group>
            </Command.List>
            <p className="border-t border-line px-4 py-2 text-xs text-muted">{t.palette.hint}</p>
          </Command>
        </D.Content>
      </D.Portal>
    </D.Root>
  );
}

/** Devices were found by the server: whatever was typed, they stay. */
const ALWAYS = '\u0001';

function filter(value: string, search: string, keywords?: string[]): number {
  if (keywords?.includes(ALWAYS)) return 1;
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const text = plain(value.slice(value.indexOf(' ') + 1));
  return plain(search)
    .trim()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 0.9
    : 0;
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
