import { z } from 'zod';
import { LOCALES } from '../../../shared/locale';
import { changePassword } from '../../console/account';
import { dhcpServer } from '../../console/dhcp';
import { accountAnswer, dhcpAnswer, overviewAnswer, pluginsAnswer } from '../answers/pages';
import { contract } from '../contract';

export const pagesApi = {
  overview: contract({
    method: 'GET',
    path: '/api/overview',
    tag: 'Fleet',
    summary: 'Counts devices, requests and what needs attention',
    access: { right: 'offhook.overview.read' },
    answer: overviewAnswer,
  }),
  dhcp: contract({
    method: 'GET',
    path: '/api/dhcp',
    tag: 'Fleet',
    summary: 'Gives the configuration for a DHCP server',
    access: { right: 'offhook.dhcp.read' },
    query: z.object({ server: dhcpServer }),
    answer: dhcpAnswer,
  }),
  live: contract({
    method: 'GET',
    path: '/api/live',
    tag: 'Fleet',
    summary: 'Tells what kinds of things change, as they change',
    description: 'Server-sent events named `change`; their data are kinds, separated by commas.',
    access: 'session',
    answer: { type: 'text/event-stream', description: 'Until the client goes away, or ten minutes.' },
  }),
  plugins: contract({
    method: 'GET',
    path: '/api/plugins',
    tag: 'Plugins',
    summary: 'Lists the installed plugin families with their lines and models',
    access: { right: 'provd.pg_mgr.plugins.read' },
    answer: pluginsAnswer,
  }),
  account: contract({
    method: 'GET',
    path: '/api/account',
    tag: 'Account',
    summary: 'Reads one’s own account',
    access: 'session',
    answer: accountAnswer,
  }),
  password: contract({
    method: 'POST',
    path: '/api/account/password',
    tag: 'Account',
    summary: 'Changes one’s own password and ends every other session',
    access: 'session',
    own: true,
    body: changePassword,
    answer: null,
  }),
  endSessions: contract({
    method: 'DELETE',
    path: '/api/account/sessions',
    tag: 'Account',
    summary: 'Ends every session of one’s own',
    access: 'session',
    own: true,
    answer: null,
  }),
  locale: contract({
    method: 'PUT',
    path: '/api/account/locale',
    tag: 'Account',
    summary: 'Chooses one’s own language',
    access: 'session',
    own: true,
    body: z.object({ locale: z.enum(LOCALES) }),
    answer: null,
  }),
  openapi: contract({
    method: 'GET',
    path: '/api/openapi.json',
    tag: 'Description',
    summary: 'This description, as OpenAPI 3.1',
    access: 'open',
    answer: { type: 'application/json', description: 'An OpenAPI 3.1 document.' },
  }),
};
