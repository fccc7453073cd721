'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { useMessages } from '@/lib/client/locale';
import { Button, type ButtonProps } from './button';
import { copyText } from './copy-text';

interface CopyProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  text: string;
  /** Beside the icon; without it the button is an icon named "Copy". */
  label?: string;
  /** What is copied, for the name of an icon button: "Copy MAC address". */
  what?: string;
}

export function CopyButton({ text, label, what, ...rest }: CopyProps) {
  const t = useMessages();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <Button
      size={label ? 'sm' : 'icon-sm'}
      variant={label ? 'secondary' : 'ghost'}
      aria-label={label ? undefined : what ? t.common.copyWhat(what) : t.common.copy}
      onClick={async () => {
        if (await copyText(text)) setCopied(true);
        else toast.error(t.common.copyFailed);
      }}
      {...rest}
    >
      <Icon aria-hidden />
      {label ? (copied ? t.common.copied : label) : null}
      <span role="status" className="sr-only">
        {copied ? t.common.copied : ''}
      </span>
    </Button>
  );
}
