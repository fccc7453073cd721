import type { Database } from '../../db/client';
import { appError } from '../../shared/errors';
import { err, type Result } from '../../shared/result';
import { amiAction } from '../../sip/ami';
import { pjsipNotify, type NotifyTarget } from '../../sip/pjsip-notify';
import type { JsonObject } from '../../shared/json';
import type { PhoneNotifier } from '../context';
import { amiServerOf, readTelephony } from './settings';

/** Notifications under way at a time; more wait, so that a fleet that is synchronised does not drown the server. */
const AT_ONCE = 8;
const MAX_WAITING = 5_000;

const NOT_CONNECTED = appError(
  'unavailable',
  'No telephony server (AMI) is connected, so the phone could not be notified. Connect it in the console under Telephony.',
);

/** Tells phones through Asterisk's manager interface; its settings are read at each time. */
export function createAmiNotifier(options: { database: Database; masterTenant: string }): PhoneNotifier {
  const gate = new Gate(AT_ONCE, MAX_WAITING);
  return {
    async notify({ device, plugin }) {
      const { sync } = plugin;
      if (sync.method === 'none') return err(appError('conflict', sync.reason));
      const { settings, secret } = await readTelephony(options.database, options.masterTenant);
      if (!settings || secret === null) return err(NOT_CONNECTED);
      const target = targetOf(device);
      if (!target) {
        return err(
          appError('conflict', 'Neither the SIP account that the phone runs nor its address is known yet.'),
        );
      }
      const fields = pjsipNotify(sync, target);
      if (!fields)
        return err(appError('conflict', 'The name of its SIP account can not be used in a NOTIFY.'));
      return gate.run(() => amiAction(amiServerOf(settings, secret), 'PJSIPNotify', fields));
    },
  };
}

/**
 * The account that the phone is known to run, unless it is the shared one of new phones (10 characters that begin with
 * `ap`): many run that at once. Else its address.
 */
function targetOf({ remote_state_sip_username: username, ip }: JsonObject): NotifyTarget | null {
  if (typeof username === 'string' && username !== '' && !/^ap.{8}$/s.test(username))
    return { endpoint: username };
  return typeof ip === 'string' && ip !== '' ? { ip } : null;
}

class Gate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(
    places: number,
    private readonly maxWaiting: number,
  ) {
    this.#free = places;
  }

  async run(work: () => Promise<Result<void>>): Promise<Result<void>> {
    if (this.#free > 0) this.#free -= 1;
    else if (this.#waiting.length >= this.maxWaiting)
      return err(appError('unavailable', 'Too many phones are being notified. Try again in a moment.'));
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
