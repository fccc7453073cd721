import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const LOOK = {
  info: { icon: Info, classes: 'border-info-line bg-info-soft text-info-text' },
  warn: { icon: TriangleAlert, classes: 'border-warn-line bg-warn-soft text-warn-text' },
  bad: { icon: CircleAlert, classes: 'border-bad-line bg-bad-soft text-bad-text' },
} as const;

interface BannerProps {
  tone?: keyof typeof LOOK;
  title?: string;
  action?: ReactNode;
  className?: string;
  role?: 'alert' | 'status';
  children?: ReactNode;
}

export function Banner({ tone = 'info', title, action, className, role, children }: BannerProps) {
  const { icon: Icon, classes } = LOOK[tone];
  return (
    <div
      role={role}
      className={cn('flex items-start gap-3 rounded-lg border px-3 py-2.5 text-sm', classes, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="break-words">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
