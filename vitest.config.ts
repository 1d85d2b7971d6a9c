import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,cli,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globals: false,
    // By default one processor is left idle, which on two is half of them.
    maxWorkers: '100%',
    // Long property runs on a loaded machine are not failures.
    testTimeout: 30_000,
    reporters: ['default'],
  },
})
