'use client';
import { Tabs as T } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface TabsProps {
  value: string;
  onValueChange: (value: string) => void;
  tabs: { value: string; label: ReactNode }[];
  label: string;
  className?: string;
  children: ReactNode;
}

export function Tabs({ value, onValueChange, tabs, label, className, children }: TabsProps) {
  return (
    <T.Root value={value} onValueChange={onValueChange} className={className}>
      <div className="overflow-x-auto border-b border-line [scrollbar-width:none]">
        <T.List aria-label={label} className="flex gap-1">
          {tabs.map((tab) => (
            <T.Trigger
              key={tab.value}
              value={tab.value}
              className={cn(
                'relative flex h-9 items-center gap-2 rounded-t-md px-3 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-strong',
                'after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:rounded-full data-[state=active]:text-strong data-[state=active]:after:bg-accent',
                'focus-visible:-outline-offset-2',
              )}
            >
              {tab.label}
            </T.Trigger>
          ))}
        </T.List>
      </div>
      {children}
    </T.Root>
  );
}

export function TabPanel({
  value,
  className,
  children,
}: {
  value: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <T.Content value={value} className={cn('pt-5 focus-visible:outline-offset-4', className)}>
      {children}
    </T.Content>
  );
}
