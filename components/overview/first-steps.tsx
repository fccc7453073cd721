'use client';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useMessages } from '@/lib/client/locale';

/** What a new server needs before it is of use. */
export function FirstSteps() {
  const t = useMessages();
  const o = t.overview;
  const steps = [
    { text: o.step1, href: '/dhcp' },
    { text: o.step2, href: '/devices?add=1' },
    { text: o.step3, href: '/devices' },
  ];
  return (
    <section className="rounded-xl border border-accent-line bg-accent-soft p-5">
      <h2 className="font-semibold">{o.start}</h2>
      <p className="text-sm text-accent-text">{o.startText}</p>
      <ol className="mt-4 grid gap-3 md:grid-cols-3">
        {steps.map((step, i) => (
          <li key={step.href}>
            <Link
              href={step.href}
              className="group flex h-full items-start gap-3 rounded-lg border border-accent-line bg-surface p-3 text-sm hover:border-accent"
            >
              <span
                aria-hidden
                className="grid size-6 shrink-0 place-items-center rounded-full bg-accent text-xs font-semibold text-on-accent"
              >
                {i + 1}
              </span>
              <span className="flex-1 text-strong">{step.text}</span>
              <ArrowRight
                aria-hidden
                className="mt-0.5 size-4 text-muted transition-transform group-hover:translate-x-0.5"
              />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
