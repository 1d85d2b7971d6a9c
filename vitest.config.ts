import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,cli,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globals: false,
    // Long property runs on a loaded machine are not failures.
    testTimeout: 30_000,
    reporters: ['default'],
  },
})
