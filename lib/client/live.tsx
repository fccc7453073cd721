'use client';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { accessKeys } from './access-queries';
import { keys } from './keys';

export type LiveState = 'connecting' | 'live' | 'offline';
const LiveContext = createContext<LiveState>('connecting');

/** What of the cache each kind of change makes old. */
const AFFECTED: Record<string, readonly (readonly string[])[]> = {
  device: [keys.devices, ['device'], keys.overview],
  config: [['device'], keys.devices],
  template: [['device'], ['templates']],
  setting: [['device'], ['dhcp'], ['telephony']],
  plugin: [keys.plugins, keys.catalogue, ['device'], keys.devices, ['dhcp']],
  tenant: [accessKeys.all, keys.provisioningKeys, ['device'], keys.devices],
  event: [keys.unknown, ['device'], keys.devices, keys.overview],
};

/** A storm of changes must not become a storm of requests: what is shown is read again at most this often. */
const GAP_MS = 700;

/**
 * Keeps what is on screen true: the server says which kinds of things have changed, and the queries of these kinds
 * that are shown are read again. After a lost connection everything is.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    const pending = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    let lost = false;
    const flush = (): void => {
      timer = undefined;
      last = Date.now();
      const parts = [...pending].flatMap((kind) => AFFECTED[kind] ?? []);
      pending.clear();
      for (const root of new Set(parts.map(([first]) => first))) {
        void client.invalidateQueries({ queryKey: [root] }, { cancelRefetch: false });
      }
    };
    const changed = (kind: string): void => {
      pending.add(kind);
      timer ??= setTimeout(flush, Math.max(0, last + GAP_MS - Date.now()));
    };
    const source = new EventSource('/api/live');
    source.addEventListener('open', () => {
      setState('live');
      if (lost) void client.invalidateQueries();
      lost = false;
    });
    source.addEventListener('change', (event: MessageEvent<string>) =>
      event.data.split(',').forEach(changed),
    );
    source.addEventListener('error', () => {
      lost = true;
      setState('offline');
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client]);

  return <LiveContext value={state}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext);
}
