import { randomInt } from 'node:crypto';
import { inject } from 'vitest';

/** A Yealink T46S with an address of its own, as the platform's proxy passes its requests on. */
export class ReplayPhone {
  readonly mac: string;
  readonly ip: string;

  constructor() {
    const byte = (): string => randomInt(256).toString(16).padStart(2, '0');
    this.mac = `00:15:65:${byte()}:${byte()}:${byte()}`;
    this.ip = `10.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  }

  get file(): string {
    return `${this.mac.replaceAll(':', '')}.cfg`;
  }

  /** Asks for its file. */
  async boot(): Promise<{ status: number; body: string }> {
    const answer = await fetch(`${inject('replayServer').phoneUrl}/${this.file}`, {
      headers: { 'X-Forwarded-For': this.ip, 'User-Agent': `Yealink SIP-T46S 66.86.0.15 ${this.mac}` },
    });
    return { status: answer.status, body: await answer.text() };
  }
}
