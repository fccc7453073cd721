import type { EventOutcome, EventRow, SecurityRow, StateRow } from '../../domain/phones/event';
import type { Logger } from '../../shared/logger';

export interface RecorderOptions {
  reserveIds: (count: number) => Promise<string[]>;
  writeEvents: (rows: readonly EventRow[]) => Promise<void>;
  writeStates: (rows: readonly StateRow[]) => Promise<void>;
  writeSecurity: (rows: readonly SecurityRow[]) => Promise<void>;
  logger: Logger;
  /** Whose the counted losses are. */
  masterTenant: () => string;
  now?: () => number;
}

/** What makes requests alike: they share a row. */
export interface EventKey {
  tenantId: string;
  deviceId: string | null;
  protocol: EventRow['protocol'];
  method: string | null;
  path: string;
  ip: string;
  userAgent: string | null;
  outcome: EventOutcome;
  status: number | null;
}

/** A row that is still counting. */
export interface OpenEvent extends EventRow {
  open: boolean;
  /** Count at the last write; -1: being added for the first time. */
  written: number;
  writeAt: number;
}

const MINUTE_MS = 60_000;
const FLUSH_MS = 250;
const ROWS_PER_FLUSH = 500;
/** A row that was written is brought up to date so often while it counts. */
const UPDATE_MS = 15_000;
/** Rows that count at the same time; beyond, the oldest counts no longer. */
const MAX_OPEN = 12_000;
/** Rows that wait to be written. */
const MAX_DUE = 60_000;
/** Rows a source may open in a minute for what nobody recognises; beyond, they share one. */
const MAX_UNKNOWN_PER_SOURCE = 60;
const MAX_STATES = 60_000;
const STATE_MS = 30_000;
const MAX_SECURITY = 10_000;
const MAX_PATH = 300;
const MAX_AGENT = 300;
const MAX_DETAIL = 8_000;

/**
 * Accounts for every request: rows of what was asked, who it was decided to be and what was served. Nothing waits for it.
 * Alike requests within a minute share a row; what exceeds the bounds, or could not be written for long, is counted by
 * cause and the count becomes a row too.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #now: () => number;
  readonly #open = new Map<string, OpenEvent>();
  /** Goes from one to the next: to start anew each time would step over all that have gone before. */
  readonly #oldest = this.#open.entries();
  #due: OpenEvent[] = [];
  /** Due at once, and due when the half minute since the last write of the device is over. */
  readonly #states = new Map<string, StateRow>();
  readonly #laterStates = new Map<string, StateRow>();
  readonly #stateWritten = new Map<string, number>();
  #security: SecurityRow[] = [];
  readonly #unknown = new Map<string, number>();
  readonly #lost = new Map<string, number>();
  #lostTotal = 0;
  #ids: string[] = [];
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> | null = null;
  #sweepAt = 0;
  /** Of the counts by source and by cause. */
  #minute = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  stats(): { open: number; lost: number } {
    return { open: this.#open.size, lost: this.#lostTotal };
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.flush(), FLUSH_MS);
  }

  /** Counts a request. `detail` is asked for only when it opens a row. Null: it was lost (and counted). */
  event(key: EventKey, bytes: number, hash: string | null, detail: () => string | null): OpenEvent | null {
    const now = this.#now();
    const bounded = this.#bounded(key);
    const { deviceId, protocol, path, ip, outcome, status, userAgent } = bounded;
    // Joined, since a text that is put together by a template keeps all its parts in memory.
    const text = [deviceId, protocol, path, ip, outcome, status, userAgent].join('\n');
    const known = this.#open.get(text);
    if (known?.open && now - known.firstAt < MINUTE_MS) {
      this.again(known, now, bytes, hash);
      return known;
    }
    if (known) this.#close(text, known);
    if (this.#due.length >= MAX_DUE) {
      this.lose('too many kinds of requests at once', 1);
      return null;
    }
    if (this.#open.size >= MAX_OPEN) {
      const { value } = this.#oldest.next();
      if (value) this.#close(...value);
    }
    // Member by member: objects made with a spread each get a hidden class of their own, which costs memory and time.
    const opened: OpenEvent = {
      id: '',
      tenantId: bounded.tenantId,
      deviceId: bounded.deviceId,
      protocol: bounded.protocol,
      method: bounded.method,
      path: bounded.path,
      ip: bounded.ip,
      userAgent: bounded.userAgent,
      outcome: bounded.outcome,
      status: bounded.status,
      firstAt: now,
      lastAt: now,
      count: 1,
      bytes,
      hash,
      detail: detail()?.slice(0, MAX_DETAIL) ?? null,
      open: true,
      written: -1,
      writeAt: now,
    };
    if (opened.detail !== null && !isJson(opened.detail)) opened.detail = null;
    this.#open.set(text, opened);
    this.#due.push(opened);
    return opened;
  }

  /** Counts one more request like it. False: its minute is over, open another. */
  again(event: OpenEvent, now: number, bytes: number, hash: string | null): boolean {
    if (!event.open || now - event.firstAt >= MINUTE_MS) return false;
    if (event.count === event.written) {
      event.writeAt = now + UPDATE_MS;
      this.#due.push(event);
    }
    event.count += 1;
    event.lastAt = now;
    event.bytes = bytes;
    event.hash = hash;
    return true;
  }

  /** What is remembered of the device's last request; written at most every half minute for each. */
  state(row: StateRow): void {
    const known = this.#states.get(row.deviceId) ?? this.#laterStates.get(row.deviceId);
    if (known) {
      known.seenAt = row.seenAt;
      known.via = row.via;
      known.userAgent = row.userAgent;
      known.fetchedHash = row.fetchedHash ?? known.fetchedHash;
      known.fetchedAt = row.fetchedAt ?? known.fetchedAt;
      known.decision = row.decision ?? known.decision;
      return;
    }
    if (this.#states.size + this.#laterStates.size >= MAX_STATES) return this.lose('device states', 1);
    (this.#stateWritten.has(row.deviceId) ? this.#laterStates : this.#states).set(row.deviceId, row);
  }

  security(row: SecurityRow): void {
    if (this.#security.length >= MAX_SECURITY) this.lose('security events', 1);
    else this.#security.push(row);
  }

  lose(cause: string, count: number): void {
    this.#lost.set(cause, (this.#lost.get(cause) ?? 0) + count);
    this.#lostTotal += count;
  }

  /** Writes what is due, once. What fails stays for the next time. */
  flush(all = false): Promise<void> {
    this.#flushing ??= this.#flush(all).finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#flushing;
    const left = (): number => this.#due.length + this.#states.size + this.#laterStates.size;
    for (let round = 0; round < 200 && left() > 0; round += 1) {
      const before = left();
      await this.flush(true);
      if (left() >= before) return; // the database is away
    }
  }

  #bounded(key: EventKey): EventKey {
    if (key.outcome !== 'unknown' && key.outcome !== 'refused') {
      const { path, userAgent } = key;
      if (path.length <= MAX_PATH && (userAgent === null || userAgent.length <= MAX_AGENT)) return key;
    }
    const path = key.path.slice(0, MAX_PATH);
    const userAgent = key.userAgent === null ? null : key.userAgent.slice(0, MAX_AGENT);
    if (key.outcome !== 'unknown' && key.outcome !== 'refused') return { ...key, path, userAgent };
    const seen = (this.#unknown.get(key.ip) ?? 0) + 1;
    if (this.#unknown.size < 20_000 || seen > 1) this.#unknown.set(key.ip, seen);
    return seen > MAX_UNKNOWN_PER_SOURCE
      ? { ...key, path: '…', userAgent: null }
      : { ...key, path, userAgent };
  }

  #close(text: string, event: OpenEvent): void {
    event.open = false;
    this.#open.delete(text);
    if (event.count !== event.written) event.writeAt = 0;
  }

  async #flush(all: boolean): Promise<void> {
    const now = this.#now();
    if (now >= this.#sweepAt) this.#sweep(now);
    try {
      await this.#flushEvents(now, all);
      await this.#flushStates(now, all);
      const security = this.#security.splice(0, ROWS_PER_FLUSH);
      if (security.length > 0)
        await this.#options.writeSecurity(security).catch((error: unknown) => {
          this.#security.unshift(...security);
          throw error;
        });
    } catch (error) {
      this.#options.logger.debug({ err: error }, 'events wait: they could not be written');
    }
  }

  /** Rows whose minute is over; the counts by source and by cause of the last minute. */
  #sweep(now: number): void {
    this.#sweepAt = now + 5_000;
    for (const [text, event] of this.#open) {
      if (now - event.firstAt < MINUTE_MS) break; // in the order in which they were opened
      this.#close(text, event);
    }
    for (const [deviceId, at] of this.#stateWritten) {
      if (now - at < STATE_MS) break; // in the order in which they were written
      this.#stateWritten.delete(deviceId);
      const row = this.#laterStates.get(deviceId);
      this.#laterStates.delete(deviceId);
      if (row) this.#states.set(deviceId, row);
    }
    const minute = Math.floor(now / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#unknown.clear();
    for (const [cause, count] of this.#lost) {
      this.#due.push({
        id: '',
        tenantId: this.#options.masterTenant(),
        deviceId: null,
        firstAt: now,
        lastAt: now,
        count,
        protocol: 'http',
        method: null,
        path: '',
        ip: '',
        userAgent: null,
        outcome: 'dropped',
        status: null,
        bytes: 0,
        hash: null,
        detail: JSON.stringify({ cause }),
        open: false,
        written: -1,
        writeAt: 0,
      });
    }
    this.#lost.clear();
  }

  async #flushEvents(now: number, all: boolean): Promise<void> {
    const due: OpenEvent[] = [];
    const later: OpenEvent[] = [];
    for (const event of this.#due) {
      if (due.length < ROWS_PER_FLUSH && (all || event.writeAt <= now)) due.push(event);
      else later.push(event);
    }
    if (due.length === 0) return;
    this.#due = later;
    try {
      const fresh = due.filter((event) => event.id === '');
      if (fresh.length > this.#ids.length)
        this.#ids.push(...(await this.#options.reserveIds(Math.max(500, fresh.length))));
      for (const event of fresh) event.id = this.#ids.shift() ?? '';
      const counts = due.map((event) => event.count);
      await this.#options.writeEvents(due);
      due.forEach((event, i) => {
        event.written = counts[i] ?? 0;
        event.detail = null;
        if (event.count === event.written) return;
        event.writeAt = now + UPDATE_MS;
        this.#due.push(event);
      });
    } catch (error) {
      this.#due = [...due, ...this.#due];
      if (this.#due.length > MAX_DUE) {
        const dropped = this.#due.splice(0, this.#due.length - MAX_DUE);
        this.lose(
          'the database was away',
          dropped.reduce((sum, { count }) => sum + count, 0),
        );
      }
      throw error;
    }
  }

  async #flushStates(now: number, all: boolean): Promise<void> {
    if (all) {
      for (const [deviceId, row] of this.#laterStates) this.#states.set(deviceId, row);
      this.#laterStates.clear();
    }
    const due: StateRow[] = [];
    for (const row of this.#states.values()) {
      if (due.length >= ROWS_PER_FLUSH) break;
      due.push(row);
    }
    if (due.length === 0) return;
    for (const row of due) this.#states.delete(row.deviceId);
    try {
      await this.#options.writeStates(due);
      for (const { deviceId } of due) {
        this.#stateWritten.delete(deviceId);
        this.#stateWritten.set(deviceId, now);
      }
    } catch (error) {
      for (const row of due) if (!this.#states.has(row.deviceId)) this.#states.set(row.deviceId, row);
      throw error;
    }
  }
}

/** A detail that was cut is no JSON any more. */
function isJson(text: string): boolean {
  if (text.length < MAX_DETAIL) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
