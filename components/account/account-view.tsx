'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Page } from '@/components/shell/page';
import { Preferences } from '@/components/shell/preferences';
import { useShellUser } from '@/components/shell/shell-user';
import { Dot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, Fact, Facts } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/state';
import { api } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { leaveTo } from '@/lib/client/leave';
import { useMessages } from '@/lib/client/locale';
import { accountOptions } from '@/lib/client/queries';
import { PasswordForm } from './password-form';

export function AccountView() {
  const t = useMessages();
  const a = t.account;
  const user = useShellUser();
  const { data } = useQuery(accountOptions());
  const roles: Record<string, string> = a.roles;
  const kinds: Record<string, string> = a.kinds;
  return (
    <Page title={a.title} description={a.text}>
      <div className="grid max-w-5xl items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <Card title={a.profile} actions={<Preferences remember />}>
            <Facts>
              <Fact name={a.username}>{user.username}</Fact>
              <Fact name={a.role}>{roles[user.role] ?? user.role}</Fact>
              <Fact name={t.shell.tenant}>{user.tenant}</Fact>
              <Fact name={a.lastSignIn}>
                {data?.lastSignInAt ? <RelativeTime at={data.lastSignInAt} /> : '–'}
              </Fact>
            </Facts>
          </Card>
          <Card title={a.activity}>
            {!data ? (
              <Skeleton className="h-24" />
            ) : data.recent.length === 0 ? (
              <p className="text-sm text-muted">{a.noActivity}</p>
            ) : (
              <ol className="space-y-2 text-sm">
                {data.recent.map((event, i) => (
                  <li key={i} className="grid grid-cols-[auto_1fr_auto] items-center gap-2.5">
                    <Dot tone={event.kind === 'sign_in_failed' || event.kind === 'locked' ? 'bad' : 'ok'} />
                    <span className="min-w-0 truncate">
                      <span className="text-strong">{kinds[event.kind] ?? a.kinds.other}</span>{' '}
                      <span className="font-mono text-xs text-muted">{event.ip}</span>
                    </span>
                    <RelativeTime at={event.at} className="text-xs text-muted" />
                  </li>
                ))}
              </ol>
            )}
          </Card>
        </div>
        <div className="grid gap-4">
          <Card title={a.password} description={a.passwordText}>
            <PasswordForm username={user.username} />
          </Card>
          <Card title={a.sessions}>
            <p className="mb-3 text-sm text-muted">{a.sessionsText}</p>
            <EndSessions />
          </Card>
        </div>
      </div>
    </Page>
  );
}

function EndSessions() {
  const t = useMessages();
  const a = t.account;
  const errorText = useErrorText();
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: () => api('/account/sessions', { method: 'DELETE' }),
    onSuccess: () => leaveTo('/sign-in?out=1'),
    onError: (error) => toast.error(errorText(error).title),
  });
  return (
    <>
      <Button onClick={() => setAsked(true)}>
        <LogOut aria-hidden />
        {a.everywhere}
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={a.everywhereTitle}
        confirm={a.everywhere}
        busy={end.isPending}
        onConfirm={() => end.mutate()}
      >
        <p>{a.everywhereText}</p>
      </ConfirmDialog>
    </>
  );
}
