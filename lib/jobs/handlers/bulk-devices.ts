import { runBulkJob } from '../../services/bulk/run-bulk-job';

type Services = Parameters<typeof runBulkJob>[0];

/** The handler of `bulk-devices`. `services`: the use cases of this process. */
export function bulkDevicesHandler(services: () => Promise<Services>) {
  return async (_database: unknown, { job }: { job: string }, attempt: { last: boolean }): Promise<void> =>
    runBulkJob(await services(), job, attempt.last);
}
