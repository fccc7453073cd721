'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { useMessages } from '@/lib/client/locale';
import { isCurrent, NAV } from './nav-items';

export function Nav({ onNavigate }: { onNavigate?: () => void }) {
  const t = useMessages();
  const pathname = usePathname();
  return (
    <nav aria-label={t.nav.label} className="flex flex-col gap-5">
      {NAV.map(({ group, items }) => (
        <div key={group}>
          <p aria-hidden className="px-2.5 pb-1 text-2xs font-medium text-muted">
            {t.nav[group]}
          </p>
          <ul aria-label={t.nav[group]} className="flex flex-col gap-0.5">
            {items.map((item) => {
              const current = isCurrent(item, pathname);
              return (
                <li key={item.page}>
                  <Link
                    href={item.href}
                    aria-current={current ? 'page' : undefined}
                    onClick={onNavigate}
                    className={cn(
                      'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium transition-colors',
                      current
                        ? 'bg-accent-soft text-accent-text'
                        : 'text-muted hover:bg-hover hover:text-strong',
                    )}
                  >
                    <item.icon aria-hidden className="size-4" strokeWidth={current ? 2.25 : 1.75} />
                    {t.nav[item.page]}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
