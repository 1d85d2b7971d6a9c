import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder = ''
let cli = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flagstone-compare-'))
  cli = join(folder, 'flagstone.mjs')
  const script = `import { buildCli } from './scripts/build-cli.mjs'; await buildCli(process.argv[1])`
  execFileSync(process.execPath, ['--input-type=module', '-e', script, cli])
  const lines = ['amount,fee,odd']
  for (let row = 0; row < 200; row++) {
    const odd = row === 42 || row === 77
    const amount = odd ? 9000 + row : 50 + ((row * 37) % 101)
    lines.push(`${amount},${(amount / 20 + (row % 7)).toFixed(2)},${odd ? 1 : 0}`)
  }
  writeFileSync(join(folder, 'pay.csv'), lines.join('\n'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function flagstone(args: readonly string[]) {
  const env = { ...process.env, INIT_CWD: folder }
  return spawnSync(process.execPath, [cli, ...args], { input: '', encoding: 'utf8', env })
}
const reportOf = (args: readonly string[]): unknown => JSON.parse(flagstone([...args, '--json']).stdout)

describe('flagstone compare', () => {
  const asked = ['compare', 'pay.csv', '--detector', 'iforest', '--detectors', 'iqr,hbos', '--top', '2']

  it('puts other detectors beside the ranking, and against a label', () => {
    expect(reportOf([...asked, '--label', 'odd'])).toMatchObject({
      rows: 200,
      detector: 'iforest',
      flagged: 2,
      detectors: [
        { detector: 'iforest', in_common: 2, jaccard: 1, spearman: 1, auroc: 1, precision: 1, recall: 1 },
        { detector: 'iqr', in_common: 2, jaccard: 1, auroc: 1 },
        { detector: 'hbos' },
      ],
    })
    const { stdout, status } = flagstone(asked)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^pay\.csv: 2 of 200 rows flagged by iforest, seed 1\n\ndetector +ms +in_common/)
    expect(stdout).not.toContain('auroc')
  })

  it('says what to write instead', () => {
    expect(flagstone(['compare', 'pay.csv'])).toMatchObject({ status: 2 })
    expect(flagstone(['compare', 'pay.csv']).stderr).toContain('--detectors hbos,lof')
    expect(flagstone(['compare', 'pay.csv', '--detectors', 'hbso']).stderr).toContain('hbos')
    expect(flagstone([...asked, '--out', 'x.csv'])).toMatchObject({ status: 2 })
  })
})

describe('flagstone stability', () => {
  it('says in how many seeds each flagged row is flagged', () => {
    const asked = ['stability', 'pay.csv', '--detector', 'iforest', '--params', 'trees=20', '--seeds', '4']
    expect(reportOf([...asked, '--top', '2'])).toMatchObject({
      seeded: true,
      seeds: 4,
      mean_share: 1,
      mean_jaccard: 1,
      in_all: 2,
      flagged_rows: [
        { rank: 1, seeds: 4 },
        { rank: 2, seeds: 4 },
      ],
    })
    expect(flagstone([...asked, '--top', '40']).stdout).toMatch(/least stable: rank +line +flagged in\n/)
  })

  it('says that a detector without chance needs none', () => {
    expect(reportOf(['stability', 'pay.csv', '--detector', 'iqr'])).toMatchObject({ seeded: false })
  })
})

describe('flagstone planted', () => {
  it('plants four kinds and tells the share that is found, the same from the same seed', () => {
    const asked = ['planted', 'pay.csv', '--detector', 'iforest', '--planted', '3', '--rounds', '2']
    const first = reportOf([...asked, '--top', '10'])
    expect(first).toMatchObject({
      planted_per_kind: 3,
      rounds: 2,
      by_chance: 0.05,
      kinds: ['global', 'local', 'dependency', 'clustered'].map((kind) => ({ kind, planted: 6 })),
      left_out: [],
    })
    expect(reportOf([...asked, '--top', '10'])).toEqual(first)
    const one = reportOf([...asked, '--features', 'amount'])
    expect(one).toMatchObject({ left_out: [{ kind: 'dependency' }] })
  })
})
