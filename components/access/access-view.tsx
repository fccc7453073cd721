'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { Page } from '@/components/shell/page';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { useMessages } from '@/lib/client/locale';
import { TenantsTab } from './tenants-tab';
import { TokensTab } from './tokens-tab';
import { UsersTab } from './users-tab';

const TABS = ['users', 'tokens', 'tenants'] as const;

export function AccessView() {
  const a = useMessages().access;
  const router = useRouter();
  const given = useSearchParams().get('tab');
  const tab = TABS.find((name) => name === given) ?? 'users';
  return (
    <Page title={a.title} description={a.text}>
      <Tabs
        value={tab}
        onValueChange={(next) => router.replace(`/access?tab=${next}`, { scroll: false })}
        tabs={TABS.map((value) => ({ value, label: a.tabs[value] }))}
        label={a.title}
      >
        <TabPanel value="users">
          <UsersTab />
        </TabPanel>
        <TabPanel value="tokens">
          <TokensTab />
        </TabPanel>
        <TabPanel value="tenants">
          <TenantsTab />
        </TabPanel>
      </Tabs>
    </Page>
  );
}
