import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DeviceView } from '@/components/device/device-view';
import { Prefetched } from '@/components/shell/prefetched';
import { keys } from '@/lib/client/keys';
import { requireUser } from '@/lib/web/auth';
import { loadConfig, loadDevice } from '@/lib/web/load';

type Props = { params: Promise<{ id: string }> };

async function deviceId({ params }: Props): Promise<string> {
  const { id } = await params;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const device = await loadDevice(await requireUser(), await deviceId(props));
  return {
    title:
      device === 'missing' || !device
        ? 'Offhook'
        : [device.mac ?? device.id, device.model].filter(Boolean).join(' · '),
  };
}

export default async function DevicePage(props: Props) {
  const user = await requireUser();
  const id = await deviceId(props);
  const [device, config] = await Promise.all([loadDevice(user, id), loadConfig(user, id)]);
  if (device === 'missing') notFound();
  return (
    <Prefetched
      data={[
        [keys.deviceDetail(id), device],
        [keys.deviceConfig(id), config],
      ]}
    >
      <DeviceView id={id} />
    </Prefetched>
  );
}
