import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { isSecure, requireUser } from '@/lib/web/auth';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  return (
    <AppShell
      user={{
        username: user.username,
        role: user.role,
        tenant: user.tenantName,
        mustChangePassword: user.mustChangePassword,
      }}
      secure={isSecure()}
    >
      {children}
    </AppShell>
  );
}
