'use client';
import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { useMessages } from '@/lib/client/locale';
import { cn } from './cn';
import { Input } from './input';

/** A password field whose text can be shown. */
export function PasswordInput({ className, ...rest }: ComponentProps<'input'>) {
  const t = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        type={shown ? 'text' : 'password'}
        className={cn('pr-9', shown && 'font-mono', className)}
        {...rest}
      />
      <button
        type="button"
        onClick={() => setShown(!shown)}
        aria-label={shown ? t.common.hidePassword : t.common.showPassword}
        aria-pressed={shown}
        className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-md text-faint hover:text-strong"
      >
        {shown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
      </button>
    </div>
  );
}
