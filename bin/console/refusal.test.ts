import { expect, it } from 'vitest';
import { refusalOf } from './refusal';

it.each([
  ['GET', '/devices/%C3%A9?q=%', null],
  ['PATCH', '/api/devices/a%2Fb', null],
  ['TRACE', '/api/live', 405],
  ['PROPFIND', '/', 405],
  ['GET', '/api/devices/%zz', 400],
  ['GET', '/api/devices/%ff', 400],
  ['GET', '/devices/%00', 400],
  ['GET', '%', 400],
  ['GET', '//0.2', 404],
  ['GET', '/devices//x', 404],
  ['GET', '/\\0.2', 404],
  ['GET', '/devices?next=//x', null],
  ['GET', 'http://offhook.example/devices', null],
])('%s %s: %s', (method, url, status) => expect(refusalOf({ method, url })).toBe(status));
