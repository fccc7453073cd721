import { telephonyApi } from '../../domain/api/routes/telephony';
import { readTelephonyView, saveTelephony, testTelephony } from '../../services/console/telephony';
import { route } from '../bff';

export const GET = route(telephonyApi.read, ({ console, user }) => readTelephonyView(console, user));
export const PUT = route(telephonyApi.save, ({ console, user, body }) => saveTelephony(console, user, body));
export const DELETE = route(telephonyApi.remove, ({ console, user }) => saveTelephony(console, user, null));
export const test = route(telephonyApi.test, ({ console, user, body }) => testTelephony(console, user, body));
