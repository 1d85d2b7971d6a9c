import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { beforeAll, describe, expect, it } from 'vitest'

/** The project's own rules, without the ones that need types: the code below exists nowhere. */
let eslint: ESLint
beforeAll(() => {
  eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] })
})

async function rulesBroken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

describe('what differs between machines is refused in the engine', () => {
  it.each([
    'export const a = Math.random()',
    'export const a = Math.exp(1)',
    'export const a = Math.pow(2, 3)',
    "export const a = Math['log'](2)",
    'export const { cos } = Math',
    'export const a = 2 ** 3',
    'export const a = Date.now()',
    'export const a = performance.now()',
    'export const a = new Date()',
    'export const a = new Date(2024, 1, 1)',
    'export const a = new Date(5).getHours()',
    "export const a = 'a'.localeCompare('b')",
    'export const a = (5).toLocaleString()',
  ])('%s', async (code) => {
    const broken = await rulesBroken('src/analysis/example.ts', code)
    expect(broken.some((rule) => rule.startsWith('no-restricted-'))).toBe(true)
  })

  it('leaves what is exact everywhere alone', async () => {
    const code =
      'export const a = Math.sqrt(2) + Math.fround(1) + Math.imul(2, 3) + new Date(5).getUTCHours()'
    expect(await rulesBroken('src/analysis/example.ts', code)).toEqual([])
  })
})

describe('who may import whom', () => {
  const rule = 'boundaries/dependencies'
  it.each([
    ['src/analysis/example.ts', "export type { AppState } from '../state/app-state.ts'"],
    ['src/analysis/table/example.ts', "export { createEngine } from '../../workers/engine.client.ts'"],
    ['src/workers/example.ts', "export { appStore } from '../state/store.ts'"],
    ['src/state/example.ts', "export { FlagstoneError } from '../analysis/errors.ts'"],
    ['src/state/example.ts', "export { createPoolRunner } from '../workers/pool-runner.ts'"],
    ['src/components/example.tsx', "export { FlagstoneError } from '../analysis/errors.ts'"],
    ['src/components/example.tsx', "export { createEngine } from '../workers/engine.client.ts'"],
    ['cli/example.ts', "export { appStore } from '../src/state/store.ts'"],
  ])('%s may not: %s', async (filePath, code) => {
    expect(await rulesBroken(filePath, code)).toContain(rule)
  })

  it.each([
    ['src/state/example.ts', "export { createEngine } from '../workers/engine.client.ts'"],
    ['src/state/example.ts', "export { resolveCut } from '../analysis/ranking/cut.ts'"],
    ['src/components/example.tsx', "export type { ErrorReport } from '../analysis/errors.ts'"],
    ['src/workers/example.ts', "export { FlagstoneError } from '../analysis/errors.ts'"],
    ['cli/example.ts', "export { FlagstoneError } from '../src/analysis/errors.ts'"],
  ])('%s may: %s', async (filePath, code) => {
    expect(await rulesBroken(filePath, code)).not.toContain(rule)
  })
})
