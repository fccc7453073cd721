'use client';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { DeviceStatusBadge } from '@/components/devices/device-status';
import { NotFound } from '@/components/shell/not-found';
import { Page } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorState, Skeleton } from '@/components/ui/state';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { deviceDetailOptions } from '@/lib/client/queries';
import type { DeviceStatus } from '@/lib/domain/console/device-list';
import { AccountPanel } from './account-panel';
import { ConfigPanel } from './config-panel';
import { ConfigWarningsLink } from './config-warnings';
import { DeviceActions } from './device-actions';
import { DeviceProblems } from './device-problems';
import { FilesPanel } from './files-panel';
import { OverviewPanel } from './overview-panel';
import { RequestsPanel } from './requests-panel';
import { RevealProvider } from './reveal';
import { UploadsPanel } from './uploads-panel';

const TABS = ['overview', 'account', 'config', 'files', 'uploads', 'requests'] as const;
type Tab = (typeof TABS)[number];
const HAS_FILES: ReadonlySet<DeviceStatus> = new Set(['configured', 'autoprov']);

export function DeviceView({ id }: { id: string }) {
  const t = useMessages();
  const errorText = useErrorText();
  const { data: device, error, refetch } = useQuery(deviceDetailOptions(id));
  const [tab, setTab] = useTab();

  if (error instanceof ApiError && error.code === 'not_found') return <NotFound />;
  if (!device) {
    if (!error) return <DeviceSkeleton />;
    return (
      <ErrorState
        className="py-24"
        title={t.errors.title}
        description={errorText(error).title}
        action={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  const name = device.mac ?? device.id;
  const model = [device.vendor, device.model].filter(Boolean).join(' ');
  return (
    <Page
      above={
        <Link
          href="/devices"
          className="-ml-1 mb-1 inline-flex items-center gap-1 rounded text-sm text-muted hover:text-strong"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {t.devices.title}
        </Link>
      }
      title={
        <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-mono tracking-normal">{name}</span>
          <CopyButton text={name} what={t.devices.column.mac} className="-ml-2" />
          <span className="inline-flex flex-wrap items-center gap-1.5">
            <DeviceStatusBadge status={device.status} reason={device.reason} />
            {HAS_FILES.has(device.status) ? <ConfigWarningsLink deviceId={id} /> : null}
          </span>
        </span>
      }
      description={
        [model, device.line?.number, device.line?.name, device.description].filter(Boolean).join(' · ') ||
        t.common.unknown
      }
      actions={<DeviceActions device={device} name={name} />}
    >
      <DeviceProblems device={device} />
      <RevealProvider key={id} deviceId={id}>
        <Tabs
          label={t.device.tabs.label}
          value={tab}
          onValueChange={setTab}
          tabs={TABS.map((value) => ({ value, label: t.device.tabs[value] }))}
        >
          <TabPanel value="overview">
            <OverviewPanel device={device} onRequests={() => setTab('requests')} />
          </TabPanel>
          <TabPanel value="account">
            <AccountPanel deviceId={id} />
          </TabPanel>
          <TabPanel value="config">
            <ConfigPanel deviceId={id} />
          </TabPanel>
          <TabPanel value="files">
            <FilesPanel deviceId={id} />
          </TabPanel>
          <TabPanel value="uploads">
            <UploadsPanel deviceId={id} />
          </TabPanel>
          <TabPanel value="requests">
            <RequestsPanel deviceId={id} />
          </TabPanel>
        </Tabs>
      </RevealProvider>
    </Page>
  );
}

/** The open part lives in the address, so that a link leads to it. */
function useTab(): [Tab, (tab: string) => void] {
  const pathname = usePathname();
  const wanted = useSearchParams().get('tab');
  const tab = TABS.find((each) => each === wanted) ?? 'overview';
  return [
    tab,
    (next) =>
      window.history.replaceState(null, '', next === 'overview' ? pathname : `${pathname}?tab=${next}`),
  ];
}

function DeviceSkeleton() {
  return (
    <div aria-busy className="mx-auto w-full max-w-[110rem] space-y-4 px-4 py-5 sm:px-6">
      <Skeleton className="h-4 w-20" />
      <Skeleton className="h-7 w-72" />
      <Skeleton className="h-9 w-full" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-xl" />
        <Skeleton className="h-72 rounded-xl" />
      </div>
    </div>
  );
}
