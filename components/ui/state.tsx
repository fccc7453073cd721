import type { LucideIcon } from 'lucide-react';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface StateProps {
  icon: LucideIcon;
  title: string;
  description?: ReactNode;
  /** What the person can do about it. */
  action?: ReactNode;
  tone?: 'neutral' | 'bad';
  className?: string;
}

/** What a place says when it has nothing to show: why, and the next step. */
export function EmptyState({
  icon: Icon,
  title,
  description,
  action,
  tone = 'neutral',
  className,
}: StateProps) {
  return (
    <div className={cn('flex flex-col items-center justify-center gap-3 px-6 py-14 text-center', className)}>
      <div
        className={cn(
          'grid size-11 place-items-center rounded-xl border',
          tone === 'bad' ? 'border-bad-line bg-bad-soft text-bad-text' : 'border-line bg-sunken text-muted',
        )}
      >
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </div>
      <div className="max-w-md space-y-1">
        <p className="font-medium text-strong">{title}</p>
        {description ? <div className="text-sm text-muted">{description}</div> : null}
      </div>
      {action ? <div className="mt-1 flex flex-wrap items-center justify-center gap-2">{action}</div> : null}
    </div>
  );
}

export function ErrorState({ title, description, action, className }: Omit<StateProps, 'icon' | 'tone'>) {
  return (
    <div role="alert">
      <EmptyState
        icon={CircleAlert}
        tone="bad"
        title={title}
        description={description}
        action={action}
        className={className}
      />
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block animate-pulse rounded-md bg-line', className)} />;
}
