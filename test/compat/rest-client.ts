import http from 'node:http';

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

export interface RestRequest {
  method?: string;
  /** As it goes over the wire, below the version. */
  path: string;
  token?: string | null;
  tenant?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, a text as it is. */
  body?: unknown;
}

const PROV = 'application/vnd.proformatique.provd+json';

/** Requests over a real socket; the path is sent byte for byte. */
export function restClient(base: string, token: string): (request: RestRequest) => Promise<Answer> {
  const { hostname, port, pathname } = new URL(base);
  return ({ method = 'GET', path, token: own = token, tenant, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const request = http.request(
        {
          hostname,
          port,
          path: `${pathname}${path}`,
          method,
          headers: {
            ...(own === null ? {} : { 'X-Auth-Token': own }),
            ...(tenant === undefined ? {} : { 'Wazo-Tenant': tenant }),
            ...(sent === undefined ? {} : { 'Content-Type': PROV }),
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(sent);
    });
}
