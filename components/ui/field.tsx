'use client';
import { useId, type ReactElement, type ReactNode, cloneElement } from 'react';
import { cn } from './cn';

interface ControlProps {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-required'?: boolean;
}

interface FieldProps {
  label: string;
  /** The control; it gets its id and what describes it. */
  children: ReactElement<ControlProps>;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  className?: string;
}

/** A label, its control, a hint and what is wrong with it, tied together for assistive technology. */
export function Field({ label, children, hint, error, required, className }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium text-strong">
        {label}
        {required ? (
          <span aria-hidden className="ml-0.5 text-bad-text">
            *
          </span>
        ) : null}
      </label>
      {cloneElement(children, {
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-xs text-bad-text">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
