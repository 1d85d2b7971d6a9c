/**
 * Scoring 1,000,000 × 10 values through 100 trees of 256 rows on one thread, by the product's own
 * entry points; the plain walk beside the WebAssembly kernel; and scikit-learn's score_samples on
 * the same values in the same run, where a python3 with scikit-learn is found. Times are the
 * fastest of the runs, in seconds of processor time, so that a busy machine does not decide.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isolationForest } from '../src/analysis/detectors/forests/isolation-forest.ts'
import { sumPathLengths } from '../src/analysis/kernels/forest-walk.ts'
import { kernelFor } from '../src/analysis/kernels/forest-kernel.ts'
import { normalMatrix, quietRun } from '../src/analysis/detectors/test-data.ts'

const ROWS = Number(process.argv[2] ?? 1_000_000)
const COLUMNS = 10

const SKLEARN = `
import sys, time
import numpy as np, sklearn
from sklearn.ensemble import IsolationForest
x = np.ascontiguousarray(np.fromfile(sys.argv[1], np.float32).reshape(int(sys.argv[2]), -1).T)
forest = IsolationForest(n_estimators=100, max_samples=256, random_state=1, n_jobs=1).fit(x)
before = time.process_time()
forest.score_samples(x)
print(sklearn.__version__, time.process_time() - before)
`

const x = normalMatrix(ROWS, COLUMNS)
const model = isolationForest.fit(x, isolationForest.defaults, quietRun(1))
if (kernelFor(model.forest, COLUMNS) === null) throw new Error('WebAssembly is refused here')

const scored = fastest(4, () => isolationForest.score(model, x, quietRun(1)))
const walked = fastest(2, () => {
  const sums = new Float64Array(ROWS)
  sumPathLengths(model.forest, x.columns, 0, sums)
  return sums
})
const kernelSums = new Float64Array(ROWS)
kernelFor(model.forest, COLUMNS)!(x.columns, 0, kernelSums)
const sameBits = kernelSums.every((sum, row) => sum === walked.value[row])
const explained = fastest(2, () =>
  isolationForest.explain(
    model,
    x,
    Uint32Array.from({ length: Math.min(50_000, ROWS) }, (_, r) => r),
    quietRun(1),
  ),
)
const sklearn = scoreWithSklearn()

const results = [
  { what: 'score, WebAssembly kernel', value: scored.seconds, unit: 's' },
  { what: 'path lengths, plain TypeScript', value: walked.seconds, unit: 's' },
  { what: 'reasons of 50,000 rows', value: explained.seconds, unit: 's' },
  ...(sklearn === null
    ? []
    : [
        { what: `scikit-learn ${sklearn.version} score_samples`, value: sklearn.seconds, unit: 's' },
        {
          what: 'times faster than scikit-learn',
          value: sklearn.seconds / scored.seconds,
          unit: '×',
          atLeast: 15,
        },
      ]),
]
const report = {
  rows: ROWS,
  columns: COLUMNS,
  trees: isolationForest.defaults.trees,
  sampleSize: model.sampleSize,
  checksum: checksumOf(scored.value),
  plainWalkGivesTheSameBits: sameBits,
  results,
}
for (const { what, value, unit } of results)
  console.log(`${what.padEnd(40)} ${value.toFixed(2).padStart(8)} ${unit}`)
console.log(JSON.stringify(report, null, 2))
if (!sameBits) process.exitCode = 1

function fastest<T>(runs: number, work: () => T): { seconds: number; value: T } {
  let seconds = Infinity
  let value = work()
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    value = work()
    const used = process.cpuUsage(before)
    seconds = Math.min(seconds, (used.user + used.system) / 1e6)
  }
  return { seconds, value }
}

function scoreWithSklearn(): { seconds: number; version: string } | null {
  const python = pythonWithSklearn()
  if (python === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'flagstone-bench-'))
  try {
    const file = join(folder, 'columns.f32')
    const all = new Float32Array(ROWS * COLUMNS)
    x.columns.forEach((column, c) => all.set(column, c * ROWS))
    writeFileSync(file, all)
    const output = execFileSync(python, ['-c', SKLEARN, file, String(COLUMNS)], {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    })
    const [version, seconds] = output.trim().split(' ')
    return { version: version ?? '', seconds: Number(seconds) }
  } finally {
    rmSync(folder, { recursive: true })
  }
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

/** FNV-1a over the bits of all scores: equal scores, equal checksum. */
function checksumOf(scores: Float32Array): string {
  const bytes = new Uint8Array(scores.buffer, scores.byteOffset, scores.byteLength)
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
