'use client';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '@/components/shell/shell-user';
import { Button } from '@/components/ui/button';
import { Card, Fact, Facts } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { useMessages } from '@/lib/client/locale';
import type { DeviceDetail } from '@/lib/domain/console/device-detail';
import { EditIdentityDialog } from './edit-identity-dialog';
import { RequestList } from './requests-panel';
import { WhyCard } from './why-card';

export function OverviewPanel({ device, onRequests }: { device: DeviceDetail; onRequests: () => void }) {
  const t = useMessages();
  const i = t.device.identity;
  const c = t.devices.column;
  const mayChange = useMayChange();
  const [editing, setEditing] = useState(false);
  const none = <span className="text-faint">–</span>;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card
        title={i.title}
        actions={
          mayChange ? (
            <Button size="sm" onClick={() => setEditing(true)}>
              <Pencil aria-hidden />
              {i.edit}
            </Button>
          ) : null
        }
      >
        <Facts>
          <Fact name={c.vendor}>{device.vendor ?? none}</Fact>
          <Fact name={c.model}>{device.model ?? none}</Fact>
          <Fact name={c.plugin}>
            {device.plugin ? <span className="font-mono text-xs">{device.plugin}</span> : none}
          </Fact>
          <Fact name={c.version}>
            {device.version ? <span className="font-mono text-xs">{device.version}</span> : none}
          </Fact>
          <Fact name={c.ip}>{device.ip ? <span className="font-mono text-xs">{device.ip}</span> : none}</Fact>
          {device.sn ? <Fact name={i.sn}>{device.sn}</Fact> : null}
          {device.uuid ? <Fact name={i.uuid}>{device.uuid}</Fact> : null}
          <Fact name={i.description}>{device.description ?? none}</Fact>
          <Fact name={i.tenant}>{device.tenant.name}</Fact>
          <Fact name={c.seen}>
            {device.lastSeenAt ? (
              <>
                <RelativeTime at={device.lastSeenAt} />{' '}
                {device.lastSeenVia ? (
                  <span className="text-muted">{i.seenVia(device.lastSeenVia)}</span>
                ) : null}
              </>
            ) : (
              t.common.never
            )}
          </Fact>
          <Fact name={i.added}>
            <RelativeTime at={device.createdAt} />{' '}
            <span className="text-muted">{device.added ? i.addedAuto : i.addedManual}</span>
          </Fact>
          {device.runningUsername ? (
            <Fact name={i.running}>
              <span className="font-mono text-xs">{device.runningUsername}</span>
              <span className="block text-xs text-muted">{i.runningHint}</span>
            </Fact>
          ) : null}
          {device.userAgent ? (
            <Fact name={i.userAgent}>
              <span className="font-mono text-xs break-all">{device.userAgent}</span>
            </Fact>
          ) : null}
          <Fact name={i.id}>
            <span className="font-mono text-xs break-all">{device.id}</span>
          </Fact>
          {Object.entries(device.extra).map(([name, value]) => (
            <Fact key={name} name={name}>
              <span className="font-mono text-xs break-all">
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </span>
            </Fact>
          ))}
        </Facts>
      </Card>
      <div className="grid gap-4">
        <WhyCard decision={device.decision} plugin={device.plugin} />
        <Card
          title={t.device.requests.title}
          bodyClassName="p-0"
          actions={
            <Button size="sm" variant="ghost" onClick={onRequests}>
              {t.common.more}
            </Button>
          }
        >
          <RequestList deviceId={device.id} limit={6} />
        </Card>
      </div>
      <EditIdentityDialog open={editing} onOpenChange={setEditing} device={device} />
    </div>
  );
}
