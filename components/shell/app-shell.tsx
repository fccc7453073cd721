'use client';
import { Menu as MenuIcon, Search } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Sheet } from '@/components/ui/sheet';
import { useHotkeys } from '@/lib/client/hotkeys';
import { LiveProvider } from '@/lib/client/live';
import { useMessages } from '@/lib/client/locale';
import { CommandPalette } from './command-palette';
import { InsecureBanner } from './insecure-banner';
import { LiveIndicator } from './live-indicator';
import { Logo } from './logo';
import { Nav } from './nav';
import { NAV } from './nav-items';
import { SessionKeeper } from './session-keeper';
import { ShellUserContext, type ShellUser } from './shell-user';
import { ShortcutsDialog } from './shortcuts-dialog';
import { UserMenu } from './user-menu';

interface ShellProps {
  user: ShellUser;
  /** The console is reached over https. */
  secure: boolean;
  children: ReactNode;
}

/** The frame of every page: navigation, search, who is signed in, whether it is live. */
export function AppShell({ user, secure, children }: ShellProps) {
  const t = useMessages();
  const router = useRouter();
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const go = NAV.flatMap(({ items }) => items).flatMap((item) =>
    item.key ? [[`g ${item.key}`, () => router.push(item.href)] as const] : [],
  );
  useHotkeys({
    'mod+k': () => setPalette(!palette),
    '?': () => setShortcuts(true),
    ...Object.fromEntries(go),
  });

  return (
    <ShellUserContext value={user}>
      <LiveProvider>
        <SessionKeeper />
        <a
          href="#content"
          className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
        >
          {t.nav.skip}
        </a>
        <div className="flex h-dvh flex-col overflow-hidden">
          {secure ? null : <InsecureBanner />}
          <div className="flex min-h-0 flex-1">
            <div className="hidden w-58 shrink-0 flex-col border-r border-line bg-surface lg:flex">
              <header className="px-4 pt-4 pb-3">
                <Link href="/" className="inline-block rounded-md">
                  <Logo />
                </Link>
              </header>
              <div className="px-3 pb-4">
                <SearchButton onClick={() => setPalette(true)} />
              </div>
              <div className="min-h-0 flex-1 overflow-y-auto px-3">
                <Nav />
              </div>
              <div className="space-y-1 border-t border-line px-3 py-2">
                <LiveIndicator className="px-2 py-1" />
                <UserMenu onShortcuts={() => setShortcuts(true)} />
              </div>
            </div>
            <div className="flex min-w-0 flex-1 flex-col">
              <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 lg:hidden">
                <Button variant="ghost" size="icon" aria-label={t.nav.open} onClick={() => setDrawer(true)}>
                  <MenuIcon aria-hidden />
                </Button>
                <Link href="/" className="rounded-md">
                  <Logo />
                </Link>
                <span className="flex-1" />
                <LiveIndicator />
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={t.palette.title}
                  onClick={() => setPalette(true)}
                >
                  <Search aria-hidden />
                </Button>
              </header>
              {user.mustChangePassword ? (
                <Banner
                  tone="warn"
                  className="rounded-none border-x-0 border-t-0"
                  action={
                    <Button asChild size="sm">
                      <Link href="/account">{t.shell.changeNow}</Link>
                    </Button>
                  }
                >
                  {t.shell.mustChange}
                </Banner>
              ) : null}
              <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto focus:outline-none">
                {children}
              </main>
            </div>
          </div>
        </div>
        <Sheet
          open={drawer}
          onOpenChange={setDrawer}
          title="Offhook"
          side="left"
          className="w-[min(18rem,85vw)]"
        >
          <div className="flex min-h-full flex-col p-3">
            <div className="flex-1">
              <Nav onNavigate={() => setDrawer(false)} />
            </div>
            <UserMenu onShortcuts={() => setShortcuts(true)} />
          </div>
        </Sheet>
        <CommandPalette open={palette} onOpenChange={setPalette} />
        <ShortcutsDialog open={shortcuts} onOpenChange={setShortcuts} />
      </LiveProvider>
    </ShellUserContext>
  );
}

function SearchButton({ onClick }: { onClick: () => void }) {
  const t = useMessages();
  return (
    <button
      type="button"
      onClick={onClick}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-canvas px-2.5 text-sm text-muted transition-colors hover:bg-hover hover:text-strong"
    >
      <Search aria-hidden className="size-3.5" />
      <span className="flex-1 truncate text-left">{t.shell.search}</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}
