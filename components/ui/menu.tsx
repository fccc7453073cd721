'use client';
import { Check } from 'lucide-react';
import { DropdownMenu as M } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

const ITEM =
  'flex h-8 cursor-default items-center gap-2 rounded-md px-2 text-sm text-normal outline-none select-none ' +
  'data-highlighted:bg-hover data-highlighted:text-strong data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:text-muted';

/** Not modal: what is around it stays reachable for assistive technology. */
export function Menu(props: ComponentProps<typeof M.Root>) {
  return <M.Root modal={false} {...props} />;
}

export const MenuTrigger = M.Trigger;
export const MenuRadioGroup = M.RadioGroup;

export function MenuContent({ className, ...rest }: ComponentProps<typeof M.Content>) {
  return (
    <M.Portal>
      <M.Content
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop',
          className,
        )}
        {...rest}
      />
    </M.Portal>
  );
}

export function MenuItem({
  className,
  danger,
  ...rest
}: ComponentProps<typeof M.Item> & { danger?: boolean }) {
  return (
    <M.Item
      className={cn(
        ITEM,
        danger &&
          'text-bad-text data-highlighted:bg-bad-soft data-highlighted:text-bad-text [&_svg]:text-bad-text',
        className,
      )}
      {...rest}
    />
  );
}

export function MenuCheckboxItem({ className, children, ...rest }: ComponentProps<typeof M.CheckboxItem>) {
  return (
    <M.CheckboxItem className={cn(ITEM, 'pl-8 relative', className)} {...rest}>
      <M.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </M.ItemIndicator>
      {children}
    </M.CheckboxItem>
  );
}

export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof M.RadioItem>) {
  return (
    <M.RadioItem className={cn(ITEM, 'pl-8 relative', className)} {...rest}>
      <M.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </M.ItemIndicator>
      {children}
    </M.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <M.Label className="px-2 pt-2 pb-1 text-2xs font-medium text-muted">{children}</M.Label>;
}

export function MenuSeparator() {
  return <M.Separator className="-mx-1 my-1 h-px bg-line" />;
}
