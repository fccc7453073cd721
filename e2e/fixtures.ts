import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import pg from 'pg';
import { serverInfo, STATE_FILE, type ServerInfo } from './server-info';

interface Fixtures {
  server: ServerInfo;
  /** Rows of the server's database. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** What the browser's console may say in this test; anything else fails it. */
  allowedErrors: RegExp[];
}

export const test = base.extend<Fixtures>({
  server: async ({}, give) => give(serverInfo()),
  baseURL: async ({}, give) => give(serverInfo().consoleUrl),
  storageState: STATE_FILE,
  allowedErrors: [[], { option: true }],
  sql: async ({ server }, give) => {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    await give(async (text, values) => (await client.query(text, values)).rows);
    await client.end();
  },
  page: async ({ page, allowedErrors }, give) => {
    const errors: string[] = [];
    const note = (text: string): void => {
      if (!allowedErrors.some((allowed) => allowed.test(text))) errors.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        note(`${message.text()} ${message.location().url}`.trim());
    });
    page.on('pageerror', (error) => note(String(error)));
    await give(page);
    expect(errors, 'what the browser complained about').toEqual([]);
  },
});

/** A page for somebody who is not signed in. */
export const signedOut = { storageState: { cookies: [], origins: [] } };

export async function signIn(page: Page, who: { username: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(who.username);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The page is in use: its scripts run and it is told of changes. */
export async function ready(page: Page): Promise<void> {
  await page.locator('[data-live=live]:visible').first().waitFor();
}

export async function expectNoViolations(page: Page): Promise<void> {
  // What is still fading in has not its own colours yet.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ html }) => html)
        .slice(0, 3)
        .join(' | ')}`,
  );
  expect(found).toEqual([]);
}

export { expect };
