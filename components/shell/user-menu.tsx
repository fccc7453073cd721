'use client';
import { Building2, ChevronsUpDown, Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTheme } from 'next-themes';
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/menu';
import { chooseLocale } from '@/lib/client/choose-locale';
import { leaveTo } from '@/lib/client/leave';
import { useLocale, useMessages } from '@/lib/client/locale';
import { signOut } from '@/lib/client/sign-in';
import { LOCALES } from '@/lib/shared/locale';
import { LANGUAGE_NAMES } from './preferences';
import { useShellUser } from './shell-user';

/** Who is signed in and where, with what belongs to the person: theme, language, keys, leaving. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useMessages();
  const user = useShellUser();
  const locale = useLocale();
  const { theme = 'system', setTheme } = useTheme();
  return (
    <Menu>
      <MenuTrigger
        aria-label={`${user.username}, ${user.tenant}. ${t.shell.userMenu}`}
        className="flex h-11 w-full items-center gap-2.5 rounded-lg px-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
      >
        <span
          aria-hidden
          className="grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text uppercase"
        >
          {user.username.slice(0, 2)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm leading-4 font-medium text-strong">{user.username}</span>
          <span className="block truncate text-xs text-muted">{user.tenant}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
      </MenuTrigger>
      <MenuContent side="top" align="start" className="w-56">
        <MenuLabel>{t.shell.tenant}</MenuLabel>
        <div className="flex items-center gap-2 px-2 pb-1.5 text-sm text-strong">
          <Building2 aria-hidden className="size-4 text-muted" />
          <span className="truncate">{user.tenant}</span>
        </div>
        <MenuSeparator />
        <MenuItem asChild>
          <Link href="/account">
            <UserRound aria-hidden />
            {t.nav.account}
          </Link>
        </MenuItem>
        <MenuItem onSelect={onShortcuts}>
          <Keyboard aria-hidden />
          {t.shell.shortcuts}
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>{t.shell.theme}</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={setTheme}>
          <MenuRadioItem value="light" onSelect={(event) => event.preventDefault()}>
            {t.shell.light}
          </MenuRadioItem>
          <MenuRadioItem value="dark" onSelect={(event) => event.preventDefault()}>
            {t.shell.dark}
          </MenuRadioItem>
          <MenuRadioItem value="system" onSelect={(event) => event.preventDefault()}>
            {t.shell.system}
          </MenuRadioItem>
        </MenuRadioGroup>
        <MenuLabel>{t.shell.language}</MenuLabel>
        <MenuRadioGroup value={locale} onValueChange={(value) => void chooseLocale(value, true)}>
          {LOCALES.map((each) => (
            <MenuRadioItem key={each} value={each} lang={each}>
              {LANGUAGE_NAMES[each]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem
          onSelect={() => {
            void signOut().then(() => leaveTo('/sign-in?out=1'));
          }}
        >
          <LogOut aria-hidden />
          {t.shell.signOut}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
