'use client';
import { Banner } from '@/components/ui/banner';
import { useMessages } from '@/lib/client/locale';
import type { DeviceDetail } from '@/lib/domain/console/device-detail';

/** What keeps the phone from getting its files, and what to do about it. */
export function DeviceProblems({ device }: { device: DeviceDetail }) {
  const t = useMessages();
  const p = t.device.problem;
  if (device.configMissing && device.configId) {
    return (
      <Banner tone="bad" title={p.configMissing}>
        {p.configMissingText(device.configId)}
      </Banner>
    );
  }
  if (device.status === 'no_plugin') {
    return (
      <Banner tone="warn" title={p.noPlugin}>
        {p.noPluginText}
      </Banner>
    );
  }
  if (!device.error) return null;
  const { message, template, line } = device.error;
  return (
    <Banner tone="bad" title={p.failed}>
      <p>
        {message} {template ? p.at(template, line) : null}
      </p>
      <p>{p.failedText}</p>
    </Banner>
  );
}
