import type { DeviceStatus } from '../../domain/console/device-list';

/** The status that the console shows, as SQL over columns of `device d`. `lib/domain/console/device-list` says what each means. */
export const STATUS_SQL = `CASE
  WHEN d.configured AND d.config LIKE 'autoprov%' THEN 'autoprov'
  WHEN d.configured THEN 'configured'
  WHEN coalesce(d.plugin, '') = '' THEN 'no_plugin'
  WHEN d.config_error IS NOT NULL THEN 'failed'
  ELSE 'not_configured' END`;

/** What wants attention first. */
export const STATUS_RANK: Record<DeviceStatus, number> = {
  failed: 0,
  no_plugin: 1,
  not_configured: 2,
  autoprov: 3,
  configured: 4,
};

export const STATUS_RANK_SQL = `CASE ${STATUS_SQL} ${Object.entries(STATUS_RANK)
  .map(([status, rank]) => `WHEN '${status}' THEN ${rank}`)
  .join(' ')} END`;
