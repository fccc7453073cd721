import { cn } from '@/components/ui/cn';

/** The handset off its hook, and the name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5', className)}>
      <svg viewBox="0 0 32 32" aria-hidden className="size-7 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          className="fill-on-accent"
          d="M7.5 13.2c0-1.3.7-2.4 1.9-2.9 4.2-1.8 9-1.8 13.2 0 1.2.5 1.9 1.6 1.9 2.9v.7c0 .8-.6 1.4-1.4 1.4h-2.6c-.7 0-1.3-.5-1.4-1.2l-.2-1.2a9.700 9.700 0 0 0-5.800 0l-.2 1.200c-.1.7-.7 1.200-1.400 1.200H8.900c-.8 0-1.400-.6-1.400-1.400z"
        />
        <path
          d="M12 19.200h8M13.500 23h5"
          className="stroke-on-accent"
          strokeOpacity="0.65"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      <span className="text-lg font-semibold tracking-tight text-strong">Offhook</span>
    </span>
  );
}
