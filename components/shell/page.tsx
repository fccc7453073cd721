import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface PageProps {
  title: ReactNode;
  description?: ReactNode;
  /** Before the title: the way back. */
  above?: ReactNode;
  actions?: ReactNode;
  /** Fills the window: the page's own parts scroll. */
  fill?: boolean;
  children: ReactNode;
}

/** A page's heading and body, with one width and rhythm for all. */
export function Page({ title, description, above, actions, fill, children }: PageProps) {
  return (
    <div
      className={cn(
        'mx-auto flex w-full max-w-[110rem] flex-col gap-4 px-4 py-5 sm:px-6',
        fill && 'lg:h-full',
      )}
    >
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {above}
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {description ? <p className="text-sm text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}
