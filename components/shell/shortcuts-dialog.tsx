'use client';
import { Fragment } from 'react';
import { Dialog, DialogBody } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useMessages } from '@/lib/client/locale';

export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useMessages();
  const s = t.shortcuts;
  const groups: { name: string; keys: [string[], string][] }[] = [
    {
      name: s.general,
      keys: [
        [['Ctrl', 'K'], s.palette],
        [['?'], s.help],
        [['G', 'O'], s.goOverview],
        [['G', 'D'], s.goDevices],
        [['G', 'U'], s.goUnknown],
        [['G', 'P'], s.goPlugins],
      ],
    },
    {
      name: s.table,
      keys: [
        [['/'], s.search],
        [['N'], s.add],
        [['↑', '↓'], s.move],
        [['Home', 'End'], s.firstLast],
        [['Enter'], s.open],
        [['Space'], s.select],
      ],
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={s.title}>
      <DialogBody className="grid gap-6 pb-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className="mb-2 text-xs font-medium text-muted">{group.name}</h3>
            <dl className="space-y-2 text-sm">
              {group.keys.map(([keys, what]) => (
                <div key={what} className="flex items-center justify-between gap-3">
                  <dt>{what}</dt>
                  <dd className="flex shrink-0 items-center gap-1">
                    {keys.map((key, i) => (
                      <Fragment key={key}>
                        {i > 0 && keys[0] === 'G' ? (
                          <span className="text-2xs text-muted">{s.then}</span>
                        ) : null}
                        <Kbd>{key}</Kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  );
}
