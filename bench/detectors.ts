/**
 * Every detector of the registry with its defaults, fit + score, on one thread: 100,000 × 10 against scikit-learn
 * or numpy doing the same (`detectors.py` beside this file, where a python3 with scikit-learn is found), and
 * 1,000,000 × 10 against our own isolation forest. Theirs runs right after ours, so that both meet the same
 * machine. Times are the fastest of the runs, in seconds of processor time, so that a busy machine does not decide.
 *
 *   npm run bench -- detectors [--only id,id] [--rows 100000] [--skip-million]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Detector } from '../src/analysis/detectors/detector.ts'
import { detectors, findDetector } from '../src/analysis/detectors/registry.ts'
import { quietRun } from '../src/analysis/detectors/test-data.ts'
import { UsageError } from '../src/analysis/errors.ts'
import type { FeatureMatrix } from '../src/analysis/features/feature-matrix.ts'
import { COLUMNS, mixedMatrix } from './detectors-data.ts'

/** At most so many times what scikit-learn or numpy takes, at `--rows`. */
const TO_REFERENCE: Readonly<Record<string, number>> = {
  hbos: 1,
  ecod: 1,
  copod: 1,
  loda: 1,
  knn: 1,
  lof: 1,
  pca: 1,
  kmeans: 1,
}
/** At most so many times our isolation forest, at `--rows`. */
const TO_FOREST: Readonly<Record<string, number>> = { eif: 3 }
/** At a million rows, for detectors that do not say beforehand that they work on a sample. */
const TO_FOREST_AT_MILLION = 10
const MILLION = 1_000_000
/** A run that takes this long is not repeated. */
const LONG_SECONDS = 5

interface Result {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost?: number
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rows: { type: 'string', default: '100000' },
    'skip-million': { type: 'boolean', default: false },
  },
})
const ROWS = Number(values.rows)
const chosen = values.only === undefined ? detectors : values.only.split(',').map((id) => findDetector(id))
const forest = findDetector('iforest')
const python = pythonWithSklearn()
const known = python === null ? [] : knownReferences(python)
const results: Result[] = []

const folder = mkdtempSync(join(tmpdir(), 'flagstone-bench-'))
try {
  benchAgainstReferences(mixedMatrix(ROWS))
} finally {
  rmSync(folder, { recursive: true })
}
if (!values['skip-million']) benchAgainstForest(mixedMatrix(MILLION))
console.log(JSON.stringify({ rows: ROWS, columns: COLUMNS, results }, null, 2))

function benchAgainstReferences(x: FeatureMatrix): void {
  const file = join(folder, 'columns.f32')
  const all = new Float32Array(ROWS * COLUMNS)
  x.columns.forEach((column, c) => all.set(column, c * ROWS))
  writeFileSync(file, all)
  for (const detector of chosen) {
    const { id } = detector.info
    const ours = timed(detector, x, 3)
    if (ours === null) continue
    add({ what: `${id}, ${rowsText(ROWS)}${sampleText(detector, ROWS)}`, value: ours, unit: 's' })
    if (python !== null && known.includes(id)) {
      const { seconds, what } = reference(python, file, id)
      add({ what: `${id}: ${what}`, value: seconds, unit: 's' })
      const atMost = TO_REFERENCE[id]
      add({
        what: `${id} to ${what}`,
        value: ours / seconds,
        unit: '×',
        ...(atMost === undefined ? {} : { atMost }),
      })
    }
    const atMost = TO_FOREST[id]
    if (atMost !== undefined) {
      const value = ours / (timed(forest, x, 3) ?? NaN)
      add({ what: `${id} to our isolation forest, ${rowsText(ROWS)}`, value, unit: '×', atMost })
    }
  }
}

function benchAgainstForest(x: FeatureMatrix): void {
  for (const detector of chosen) {
    const { id, sampling } = detector.info
    // The forest again beside each: the machine may have slowed down since.
    const own = timed(forest, x, 1)
    const ours = detector === forest ? own : timed(detector, x, 1)
    if (ours === null || own === null) continue
    add({ what: `${id}, ${rowsText(MILLION)}${sampleText(detector, MILLION)}`, value: ours, unit: 's' })
    const samples = sampling !== undefined && sampling.aboveRows < MILLION
    add({
      what: `${id} to our isolation forest, ${rowsText(MILLION)}`,
      value: ours / own,
      unit: '×',
      ...(samples ? {} : { atMost: TO_FOREST_AT_MILLION }),
    })
  }
}

/** Fit + score: the fastest of the runs after one to warm up; null where the detector refuses the size. */
function timed(detector: Detector, x: FeatureMatrix, runs: number): number | null {
  let fastest = Infinity
  for (let run = 0; run <= runs; run++) {
    const before = process.cpuUsage()
    try {
      const model = detector.fit(x, detector.defaults, quietRun(1))
      detector.score(model, x, quietRun(1))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      console.log(`${detector.info.id}: ${error.message}`)
      return null
    }
    const { user, system } = process.cpuUsage(before)
    const seconds = (user + system) / 1e6
    if (run > 0 || seconds > LONG_SECONDS) fastest = Math.min(fastest, seconds)
    if (seconds > LONG_SECONDS) break
  }
  return fastest
}

function reference(command: string, file: string, id: string): { seconds: number; what: string } {
  const output = runPython(command, [file, String(COLUMNS), '3', id])
  // Written by detectors.py.
  const report = JSON.parse(output) as Record<string, { seconds: number; what: string }>
  return report[id]!
}

function knownReferences(command: string): readonly string[] {
  return JSON.parse(runPython(command, ['--list'])) as string[]
}

function runPython(command: string, args: readonly string[]): string {
  const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  return execFileSync(command, ['bench/detectors.py', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...one },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function pythonWithSklearn(): string | null {
  for (const candidate of ['python3', '/usr/bin/python3', '/usr/local/bin/python3', 'python']) {
    try {
      execFileSync(candidate, ['-c', 'import sklearn'], { stdio: 'ignore' })
      return candidate
    } catch {
      // Not there, or without scikit-learn: the next one.
    }
  }
  return null
}

function rowsText(rows: number): string {
  return `${rows.toLocaleString('en-US')} × ${COLUMNS}`
}

function sampleText({ info }: Detector, rows: number): string {
  return info.sampling !== undefined && info.sampling.aboveRows < rows ? ' (on a sample)' : ''
}

function add(result: Result): void {
  results.push(result)
  const { what, value, unit, atMost } = result
  const aim = atMost === undefined ? '' : value <= atMost ? `  ≤ ${atMost}` : `  ABOVE ${atMost}`
  console.log(`${what.padEnd(66)} ${value.toFixed(3).padStart(9)} ${unit}${aim}`)
}
