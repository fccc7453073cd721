import { defineConfig } from '@playwright/test';
import { programPath } from './test/debian-programs';

/** The console in a real browser, on a whole Offhook with a database of its own (`e2e/global-setup.ts`). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.cache/e2e/results',
  globalSetup: './e2e/global-setup.ts',
  workers: 1,
  // One retry on CI, where the machine is shared: what passes only then is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: 'light',
    video: 'off',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: programPath('chromium'),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
