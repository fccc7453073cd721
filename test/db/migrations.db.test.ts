import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database';

const NO_DIFFERENCE = 0;
const DIFFERENCE = 2;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Compares the database that the migrations have made with what a schema says. */
function compare(schema: string): { status: number | null; output: string } {
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', schema, '--exit-code'];
  const run = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', ...args], {
    env: { ...process.env, DATABASE_URL: database.url },
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

describe('the migrations', () => {
  it('make exactly the database of prisma/schema.prisma', () => {
    expect(compare('prisma/schema.prisma')).toMatchObject({ status: NO_DIFFERENCE });
  });

  it('are found wanting when the schema has a column more', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-schema-'));
    const schema = path.join(folder, 'schema.prisma');
    const source = fs.readFileSync('prisma/schema.prisma', 'utf8');
    fs.writeFileSync(schema, source.replace('model Setting {', 'model Setting {\n  extra String?'));
    const { status, output } = compare(schema);
    fs.rmSync(folder, { recursive: true });
    expect(status).toBe(DIFFERENCE);
    expect(output).toContain('extra');
  });
});
