import { defineConfig } from 'vitest/config'

const shared = {
  environment: 'node',
  globals: false,
  // Long property runs on a loaded machine are not failures.
  testTimeout: 30_000,
} as const

/** Tests that put something else in the place of a global or of a module. */
const REPLACING = ['src/analysis/kernels/**', 'src/analysis/detectors/deep/**']

export default defineConfig({
  test: {
    // By default one processor is left idle, which on two is half of them.
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      {
        // Pure functions: files share a thread, and what they import is loaded once.
        test: {
          ...shared,
          name: 'analysis',
          include: ['src/analysis/**/*.test.ts'],
          exclude: REPLACING,
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'apart',
          include: ['{src,cli,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['src/analysis/*.test.ts', 'src/analysis/**/!(kernels|deep)/*.test.ts', 'node_modules/**'],
        },
      },
    ],
  },
})
