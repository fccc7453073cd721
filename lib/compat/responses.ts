import type { AppError } from '../shared/errors';
import { httpStatus } from '../shared/errors';
import type { JsonValue } from '../shared/json';
import { asciiJson } from '../shared/json-text';
import type { CompatResponse } from './http';

export const PROV = 'application/vnd.proformatique.provd+json';

/** On every answer, so that browser code of any origin can read it. Tokens are sent by hand, so there is no session to steal. */
export const ACCESS_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'Origin, X-Requested-With, Accept, Content-Type, X-Auth-Token, Wazo-Tenant',
  'Access-Control-Allow-Credentials': 'false',
  'Access-Control-Expose-Headers': 'Location',
};

function response(status: number, headers: Record<string, string>, body: string): CompatResponse {
  return { status, headers, body };
}

/** `text`: JSON text. */
export function jsonText(text: string, status = 200, headers: Record<string, string> = {}): CompatResponse {
  return response(status, { 'Content-Type': PROV, ...headers }, asciiJson(text));
}

export function json(value: JsonValue, status = 200, headers: Record<string, string> = {}): CompatResponse {
  return jsonText(JSON.stringify(value), status, headers);
}

export function plain(status: number, text: string, headers: Record<string, string> = {}): CompatResponse {
  return response(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, text);
}

/** Created document: clients parse the body, some read the location. */
export function created(id: string, location: string): CompatResponse {
  return json({ id }, 201, { Location: location });
}

/** Started operation: 201 and nothing but where to follow it. */
export function started(location: string): CompatResponse {
  return response(201, { Location: location }, '');
}

export function noContent(): CompatResponse {
  return response(204, {}, '');
}

export function unauthorized(): CompatResponse {
  return response(401, { 'Content-Type': 'text/html' }, 'Unauthorized');
}

/** For paths that lead nowhere. */
export function noSuchPath(): CompatResponse {
  return page(404, 'No Such Resource', 'Sorry. No luck finding that resource.');
}

export function methodNotAllowed(methods: readonly string[]): CompatResponse {
  const answer = page(405, 'Method Not Allowed', 'This resource does not have the method of your request.');
  return { ...answer, headers: { ...answer.headers, Allow: methods.join(', ') } };
}

/** Errors are plain text, never JSON: clients show the body as it is. */
export function failure(error: AppError): CompatResponse {
  if (error.code === 'unauthorized') return unauthorized();
  return plain(httpStatus(error.code), error.message);
}

function page(status: number, title: string, text: string): CompatResponse {
  const heading = `${status} - ${title}`;
  return response(
    status,
    { 'Content-Type': 'text/html; charset=utf-8' },
    `<!DOCTYPE html><html><head><title>${heading}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`,
  );
}
