import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../shared/logger';
import { SecurityLog } from './security-log';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-security-log-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('SecurityLog', () => {
  it('counts the lines that the disk did not take, and tells when it takes lines again', async () => {
    const file = path.join(folder, 'later/security.log');
    const told: unknown[] = [];
    const logger = createLogger('test', 'silent');
    logger.error = (fields: unknown) => void told.push(fields);
    logger.warn = (fields: unknown) => void told.push(fields);
    const log = new SecurityLog(file, logger);
    log.deviceCreated('192.0.2.1', 'a');
    log.deviceCreated('192.0.2.1', 'b');
    await log.close();
    expect(told).toEqual([expect.objectContaining({ file, lost: 2 })]);
    fs.mkdirSync(path.dirname(file));
    log.sensitiveFile('192.0.2.1', 'c.cfg');
    await log.close();
    expect(told[1]).toEqual({ lost: 2 });
    expect(fs.readFileSync(file, 'utf8')).toMatch(
      /^\[.*\] Sensitive file requested from 192\.0\.2\.1: c\.cfg\n$/,
    );
  });
});
