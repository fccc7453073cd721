import type { ReactNode } from 'react';
import { cn } from './cn';

export type Tone = 'neutral' | 'accent' | 'ok' | 'info' | 'warn' | 'bad';

const SOFT: Record<Tone, string> = {
  neutral: 'bg-sunken text-muted border-line',
  accent: 'bg-accent-soft text-accent-text border-accent-line',
  ok: 'bg-ok-soft text-ok-text border-ok-line',
  info: 'bg-info-soft text-info-text border-info-line',
  warn: 'bg-warn-soft text-warn-text border-warn-line',
  bad: 'bg-bad-soft text-bad-text border-bad-line',
};

const DOT: Record<Tone, string> = {
  neutral: 'bg-faint',
  accent: 'bg-accent',
  ok: 'bg-ok',
  info: 'bg-info',
  warn: 'bg-warn',
  bad: 'bg-bad',
};

interface BadgeProps {
  tone?: Tone;
  /** A dot of the tone before the text. */
  dot?: boolean;
  className?: string;
  title?: string;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', dot, className, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex h-5 items-center gap-1.5 rounded-full border px-2 text-2xs font-medium whitespace-nowrap',
        SOFT[tone],
        className,
      )}
    >
      {dot ? <Dot tone={tone} /> : null}
      {children}
    </span>
  );
}

export function Dot({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <span aria-hidden className={cn('inline-block size-1.5 shrink-0 rounded-full', DOT[tone], className)} />
  );
}
