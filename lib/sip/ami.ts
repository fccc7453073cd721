import net from 'node:net';
import tls from 'node:tls';
import { appError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';

/** Where Asterisk's manager interface (AMI) listens, and the account for it. */
export interface AmiServer {
  host: string;
  /** 5038, or 5039 with TLS, unless it was changed. */
  port: number;
  username: string;
  secret: string;
  tls: boolean;
  /** With TLS: refuse a certificate that no authority of this machine has signed. */
  verifyCertificate: boolean;
}

/** For the connection with its greeting, and for each answer (ms). */
interface AmiLimits {
  connectMs: number;
  answerMs: number;
}

/** Names and values of an action in their order; a name may come several times. */
export type AmiFields = readonly (readonly [name: string, value: string])[];

const LIMITS: AmiLimits = { connectMs: 3_000, answerMs: 5_000 };
/** What a server may send before it is given up; answers have a few hundred bytes. */
const MAX_BYTES = 64 * 1024;
const MAX_VALUE = 4_096;
const NAME = /^[A-Za-z]{1,40}$/;
/** A line end would begin a field, an empty line another action. */
const UNSAFE = /[\u0000-\u001f\u007f]/;

/**
 * Signs in, sends one action, and signs off. The error tells a person which of these failed and why; the secret is in no
 * error. A value that could be read as more than a value is refused before anything is sent.
 */
export async function amiAction(
  server: AmiServer,
  action: string,
  fields: AmiFields,
  limits: AmiLimits = LIMITS,
): Promise<Result<void>> {
  const login: AmiFields = [
    ['Username', server.username],
    ['Secret', server.secret],
    ['Events', 'off'],
  ];
  const unsafe = [...login, ...fields, ['Action', action] as const].find(
    ([name, value]) => !NAME.test(name) || value.length > MAX_VALUE || UNSAFE.test(value),
  );
  if (unsafe) {
    const what = NAME.test(unsafe[0]) ? `The ${unsafe[0]}` : 'A field';
    return err(
      appError('invalid', `${what} can't be sent to Asterisk: it holds control characters or is too long.`),
    );
  }
  const where = `${server.host}:${server.port}`;
  const connection = new AmiConnection(server, limits);
  try {
    await connection.greeting();
    const signedIn = await connection.ask('Login', login);
    if (!signedIn.success)
      return err(appError('forbidden', `Asterisk at ${where} refused the account: ${signedIn.message}.`));
    const answer = await connection.ask(action, fields);
    if (!answer.success) return err(appError('conflict', `Asterisk refused: ${answer.message}.`));
    return ok(undefined);
  } catch (error) {
    const why = error instanceof AmiTrouble ? error.message : codeOf(error);
    return err(appError('unavailable', `Asterisk at ${where} could not be asked: ${why}.`));
  } finally {
    connection.close();
  }
}

class AmiTrouble extends Error {}

interface Answer {
  success: boolean;
  message: string;
}

class AmiConnection {
  readonly #socket: net.Socket;
  readonly #limits: AmiLimits;
  #text = '';
  #received = 0;
  #failed: Error | null = null;
  #wake: () => void = () => undefined;
  #number = 0;

  constructor({ host, port, tls: secured, verifyCertificate }: AmiServer, limits: AmiLimits) {
    this.#limits = limits;
    const name = net.isIP(host) === 0 ? { servername: host } : {};
    this.#socket = secured
      ? tls.connect({ host, port, rejectUnauthorized: verifyCertificate, ...name })
      : net.connect({ host, port });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (part) => {
      this.#received += part.length;
      if (this.#received > MAX_BYTES) this.#fail(new AmiTrouble('it sends too much'));
      else this.#text += String(part);
      this.#wake();
    });
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new AmiTrouble('it closed the connection')));
  }

  /** The first line that the server sends. */
  async greeting(): Promise<void> {
    const line = await this.#until('\r\n', this.#limits.connectMs);
    if (!line.startsWith('Asterisk Call Manager'))
      throw new AmiTrouble('what answers there is no manager interface of Asterisk');
  }

  async ask(action: string, fields: AmiFields): Promise<Answer> {
    const id = String((this.#number += 1));
    const lines = [['Action', action], ['ActionID', id], ...fields].map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    // What comes in is read byte by byte; what goes out may be a name in any language.
    this.#socket.write(`${lines.join('')}\r\n`, 'utf8');
    const deadline = performance.now() + this.#limits.answerMs;
    for (;;) {
      const message = new Map(
        (await this.#until('\r\n\r\n', deadline - performance.now())).split('\r\n').map((line) => {
          const at = line.indexOf(':');
          return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
        }),
      );
      // Events that it sends all the same are passed over.
      const response = message.get('response');
      if (response === undefined || (message.get('actionid') ?? id) !== id) continue;
      const text = (message.get('message') ?? 'it gave no reason').replace(/[^\x20-\x7e]/g, '');
      return {
        success: response.toLowerCase() === 'success',
        message: text.slice(0, 200).replace(/\.$/, ''),
      };
    }
  }

  close(): void {
    this.#failed ??= new AmiTrouble('closed');
    if (this.#socket.writable) this.#socket.end('Action: Logoff\r\n\r\n');
    setTimeout(() => this.#socket.destroy(), 200).unref();
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = error;
    this.#socket.destroy();
    this.#wake();
  }

  async #until(end: string, ms: number): Promise<string> {
    const late = (): void => this.#fail(new AmiTrouble('it did not answer in time'));
    const timer = setTimeout(late, Math.max(0, ms));
    try {
      for (;;) {
        const at = this.#text.indexOf(end);
        if (at >= 0) {
          const found = this.#text.slice(0, at);
          this.#text = this.#text.slice(at + end.length);
          return found;
        }
        if (this.#failed) throw this.#failed;
        await new Promise<void>((done) => (this.#wake = done));
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it did not answer in time',
  ECONNRESET: 'it closed the connection',
};

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS_CERT)/.test(code))
    return `its certificate is not accepted (${code})`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'it does not speak TLS there';
  return REASONS[code] ?? (code || 'the connection failed');
}
