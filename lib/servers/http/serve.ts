import type { AnswerPhones, FileAnswer, Note } from '../../services/phones/answer';
import { withoutKey } from '../../services/phones/url-key';
import type { Logger } from '../../shared/logger';
import type { RequestHeaders } from './headers';
import { MAX_TARGET, cleanHttpPath } from './path';
import type { Reply } from './reply';
import { sendFile, sendPage, sendRefusal } from './respond';

/** A GET or HEAD, from whichever parser, or a form that asks the same. */
export interface Asked {
  /** Of a form; else GET or HEAD, as the reply tells. */
  readonly method?: string;
  readonly target: string;
  readonly ip: string;
  readonly headers: RequestHeaders;
  /** Names and values in turn; made only for requests that have to be thought over. */
  readonly raw: () => readonly string[];
  readonly note?: Note | null;
}

const NO_ACCOUNT = { delivered: (): void => undefined };

/** What the service answers goes into the reply. */
export class Serve {
  constructor(
    private readonly phones: AnswerPhones,
    private readonly logger: Logger,
  ) {}

  /** Null: the answer is out. Else it resolves when it is. */
  answer(asked: Asked, reply: Reply): Promise<void> | null {
    const memo = asked.note?.memo;
    const known = memo?.ip === asked.ip ? memo.again() : null;
    if (!known) return this.#think(asked, reply);
    return known instanceof Promise ? this.#later(known, asked, reply) : send(reply, asked.headers, known);
  }

  #think(asked: Asked, reply: Reply): Promise<void> | null {
    const { target, ip } = asked;
    const { userAgent } = asked.headers;
    const method = asked.method ?? (reply.bodyless ? 'HEAD' : 'GET');
    if (target.length > MAX_TARGET) {
      sendPage(reply, 414, 'URI Too Long', 'The address is too long.', ['Connection', 'close']);
      const reason = 'address too long';
      this.phones.turnedAway({
        protocol: 'http',
        method,
        target: target.slice(0, 200),
        ip,
        userAgent,
        status: 414,
        reason,
      });
      return null;
    }
    const clean = cleanHttpPath(target);
    if (!clean.ok) {
      const { reason } = clean;
      sendRefusal(reply, reason, NO_ACCOUNT);
      const status = reason === 'listing' ? 403 : 404;
      this.phones.turnedAway({ protocol: 'http', method, target, ip, userAgent, status, reason });
      return null;
    }
    const { path } = clean;
    const answer = this.phones.answer({
      protocol: 'http',
      method,
      target,
      path,
      ip,
      userAgent,
      headers: asked.raw(),
      note: asked.note ?? null,
    });
    return answer instanceof Promise ? this.#later(answer, asked, reply) : send(reply, asked.headers, answer);
  }

  async #later(answer: Promise<FileAnswer | null>, asked: Asked, reply: Reply): Promise<void> {
    let settled: FileAnswer | null;
    try {
      settled = await answer;
    } catch (error) {
      this.logger.error(
        { err: error, target: withoutKey(asked.target).slice(0, 200) },
        'HTTP request failed',
      );
      return sendRefusal(reply, 'error', NO_ACCOUNT);
    }
    await (settled ? send(reply, asked.headers, settled) : this.#think(asked, reply));
  }
}

function send(reply: Reply, headers: RequestHeaders, answer: FileAnswer): Promise<void> | null {
  if (answer.kind === 'file') return sendFile(reply, headers, answer.file, answer.account);
  sendRefusal(reply, answer.kind, answer.account);
  return null;
}
