import type { ComponentProps } from 'react';
import { cn } from './cn';

export const CONTROL =
  'w-full rounded-md border border-control-line/60 bg-surface text-sm text-strong placeholder:text-faint ' +
  'transition-colors hover:border-control-line focus-visible:border-focus focus-visible:outline-offset-0 ' +
  'disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-bad';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(CONTROL, 'h-8 px-2.5', className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(CONTROL, 'min-h-20 px-2.5 py-1.5', className)} {...rest} />;
}
