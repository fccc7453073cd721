'use client';
import { Unplug } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/state';
import { useMessages } from '@/lib/client/locale';

export function NotFound() {
  const t = useMessages();
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">{t.errors.notFoundTitle}</h1>
      <EmptyState
        icon={Unplug}
        title={t.errors.notFoundTitle}
        description={t.errors.notFoundText}
        action={
          <Button asChild variant="primary">
            <Link href="/devices">{t.errors.toDevices}</Link>
          </Button>
        }
      />
    </div>
  );
}
