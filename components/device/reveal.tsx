'use client';
import { useMutation } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import type { Revealed } from '@/lib/domain/console/revealed';

interface Reveal {
  /** Null: secrets are hidden. */
  revealed: Revealed | null;
  ask: () => void;
  hide: () => void;
}

const RevealContext = createContext<Reveal>({ revealed: null, ask: () => undefined, hide: () => undefined });

/** Secrets stay on the screen for this long. */
const SHOWN_MS = 60_000;

/** Secrets are never in the cache: they are asked for, kept here for a minute, and gone. */
export function RevealProvider({ deviceId, children }: { deviceId: string; children: ReactNode }) {
  const t = useMessages();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const reveal = useMutation({
    mutationFn: () => api<Revealed>(`/devices/${encodeURIComponent(deviceId)}/reveal`, { method: 'POST' }),
    gcTime: 0,
    onSuccess: (secrets) => {
      setRevealed(secrets);
      setAsking(false);
      reveal.reset();
      toast(t.device.secret.revealed);
    },
    onError: (error) => toast.error(errorText(error).title, { description: errorText(error).detail }),
  });
  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => setRevealed(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [revealed]);
  return (
    <RevealContext value={{ revealed, ask: () => setAsking(true), hide: () => setRevealed(null) }}>
      {children}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t.device.secret.revealTitle}
        confirm={t.device.secret.reveal}
        busy={reveal.isPending}
        onConfirm={() => reveal.mutate()}
      >
        <p>{t.device.secret.revealText}</p>
      </ConfirmDialog>
    </RevealContext>
  );
}

export function useReveal(): Reveal {
  return useContext(RevealContext);
}

export function RevealButton() {
  const t = useMessages();
  const { revealed, ask, hide } = useReveal();
  return (
    <Button size="sm" onClick={revealed ? hide : ask}>
      {revealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      {revealed ? t.device.secret.hide : t.device.secret.reveal}
    </Button>
  );
}
