import { Skeleton } from '@/components/ui/state';

/** Shown while a page is on its way; the frame around it stays. */
export default function Loading() {
  return (
    <div aria-busy className="mx-auto w-full max-w-[110rem] space-y-4 px-4 py-5 sm:px-6">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-96 w-full rounded-xl" />
    </div>
  );
}
