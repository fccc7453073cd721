'use client';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/** Short messages about what has just been done. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: 'rounded-lg! border! border-line! bg-raised! text-strong! shadow-pop! font-sans!',
          description: 'text-muted!',
          success: '[&_[data-icon]]:text-ok-text!',
          error: '[&_[data-icon]]:text-bad-text!',
          actionButton: 'bg-accent! text-on-accent!',
        },
      }}
    />
  );
}
