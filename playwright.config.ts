import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/find-chromium.mjs'
import { BASE_URL, PORT, SUB_PATH } from './e2e/site.ts'

const executablePath = findChromium()

/** The built site, served by a plain file server under a sub-path as on any static host. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: BASE_URL,
    viewport: { width: 1440, height: 900 },
    // Nothing is waited for that only moves.
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-US',
    timezoneId: 'UTC',
    // Each test begins as on a first visit: what is kept for offline use is tried by the tests about it.
    serviceWorkers: 'block',
    // Recording costs a third of the time: FLAGSTONE_E2E_TRACE=1 keeps a trace of what fails.
    trace: process.env['FLAGSTONE_E2E_TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
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
  webServer: {
    command: `node scripts/serve-dist.mjs ${PORT} ${SUB_PATH} ${process.env['FLAGSTONE_E2E_DIST'] ?? 'dist'}`,
    url: BASE_URL,
    reuseExistingServer: false,
    timeout: 30_000,
  },
})
