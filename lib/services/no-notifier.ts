import { appError } from '../shared/errors';
import { err } from '../shared/result';
import type { PhoneNotifier } from './context';

/** Where no telephony server is connected that could send a phone the SIP NOTIFY. */
export const noNotifier: PhoneNotifier = {
  notify: () =>
    Promise.resolve(
      err(
        appError(
          'unavailable',
          'No telephony server (AMI) is connected, so the phone could not be notified.',
        ),
      ),
    ),
};
