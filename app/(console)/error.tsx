'use client';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/state';
import { useMessages } from '@/lib/client/locale';

export default function PageError({ reset }: { reset: () => void }) {
  const t = useMessages();
  return (
    <ErrorState
      className="py-24"
      title={t.errors.pageTitle}
      description={t.errors.pageText}
      action={
        <Button variant="primary" onClick={reset}>
          {t.common.retry}
        </Button>
      }
    />
  );
}
