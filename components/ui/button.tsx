import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Spinner } from './spinner';

const VARIANT = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover shadow-card',
  secondary: 'bg-surface text-normal border border-line-strong hover:bg-hover hover:text-strong shadow-card',
  ghost: 'text-muted hover:bg-hover hover:text-strong',
  danger: 'bg-bad text-surface dark:text-canvas hover:brightness-95 shadow-card',
  link: 'text-accent-text underline-offset-4 hover:underline px-0!',
} as const;

const SIZE = {
  sm: 'h-7 px-2.5 text-xs gap-1.5 [&_svg]:size-3.5',
  md: 'h-8 px-3 text-sm gap-2 [&_svg]:size-4',
  lg: 'h-10 px-4 text-base gap-2 [&_svg]:size-4',
  icon: 'size-8 [&_svg]:size-4',
  'icon-sm': 'size-7 [&_svg]:size-3.5',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof VARIANT;
  size?: keyof typeof SIZE;
  /** Shows a spinner and takes no further press. */
  busy?: boolean;
  /** Draws its only child (a link) as a button. */
  asChild?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  busy = false,
  asChild,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = cn(
    'inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors select-none',
    'disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55',
    VARIANT[variant],
    SIZE[size],
    className,
  );
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}
