import type { RecordedRequest } from '../../domain/learn/learn';
import type { IdentifyRequest } from '../../identify/request';

/** A recorded request as identification takes it. */
export function identifyRequest(request: RecordedRequest): IdentifyRequest {
  if (request.protocol === 'dhcp') return { type: 'dhcp', mac: request.path, options: request.options };
  if (request.protocol === 'tftp') return { type: 'tftp', path: request.path };
  const headers = request.userAgent === null ? {} : { 'User-Agent': request.userAgent };
  return { type: 'http', method: request.method ?? 'GET', path: request.path, headers };
}
