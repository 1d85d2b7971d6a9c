/**
 * Correlations of 1,000,000 rows × 30 columns without missing values: Pearson against numpy's corrcoef held to
 * one thread, Spearman against pandas' DataFrame.corr. Both read the same values, and the coefficients have to
 * agree. Ours begins with the typed columns of a table that was read: for Pearson it finds the ranges and gaps
 * itself, for Spearman it also sorts every column. Times are the fastest of the runs, in seconds of processor
 * time, so that a busy machine does not decide.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { valueReader } from '../src/analysis/correlation/block-reader.ts'
import { columnFacts } from '../src/analysis/correlation/column-facts.ts'
import { kendallMatrix } from '../src/analysis/correlation/kendall.ts'
import { levelsOf } from '../src/analysis/correlation/levels.ts'
import { pearsonMatrix } from '../src/analysis/correlation/pearson.ts'
import { spearmanMatrix } from '../src/analysis/correlation/spearman.ts'
import { createRng } from '../src/analysis/math/rng.ts'
import { finish } from '../src/analysis/work.ts'

const ROWS = 1_000_000
const COLUMNS = 30
const RUNS = 5

/** The best of so many runs, rows × columns in memory row by row and column by column: the faster one counts. */
const PYTHON = `
import json, sys, time
import numpy as np, pandas as pd
path, rows, columns, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
by_column = np.fromfile(path).reshape(columns, rows)
by_row = np.ascontiguousarray(by_column.T)
def best(work, runs):
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return min(seconds), np.asarray(result)
ways = [best(lambda: np.corrcoef(by_row, rowvar=False), runs), best(lambda: np.corrcoef(by_column), runs)]
seconds, pearson = min(ways, key=lambda way: way[0])
frame = pd.DataFrame(by_row)
rank_seconds, spearman = best(lambda: frame.corr("spearman"), 1)
print(json.dumps({
    "pearson": seconds, "spearman": rank_seconds,
    "pearsonValues": pearson.ravel().tolist(), "spearmanValues": spearman.ravel().tolist(),
    "versions": f"Python {sys.version.split()[0]}, numpy {np.__version__}, pandas {pd.__version__}",
}))
`

const columns = generate()
const pearson = () =>
  finish(
    pearsonMatrix(
      columns.map((values) => valueReader(values, finish(columnFacts(values)), null)),
      ROWS,
    ),
  )
const spearman = () =>
  finish(
    spearmanMatrix(
      columns.map((values) => finish(levelsOf(values))),
      null,
    ),
  )

const oracle = runPython()
const ours = { pearson: best(RUNS, pearson), spearman: best(1, spearman) }
const levels = columns.slice(0, 6).map((values) => finish(levelsOf(values)))
const kendall = best(1, () => finish(kendallMatrix(levels, null)))
const results = [
  { what: `Pearson, ${ROWS} × ${COLUMNS}`, value: ours.pearson.seconds, unit: 's' },
  { what: 'numpy corrcoef, one thread', value: oracle.pearson, unit: 's' },
  { what: 'Pearson to numpy corrcoef', value: ours.pearson.seconds / oracle.pearson, unit: '×', atMost: 1.5 },
  { what: `Spearman, ${ROWS} × ${COLUMNS}`, value: ours.spearman.seconds, unit: 's' },
  { what: 'pandas corr("spearman")', value: oracle.spearman, unit: 's' },
  { what: 'Spearman to pandas', value: ours.spearman.seconds / oracle.spearman, unit: '×', atMost: 1 },
  { what: 'Kendall, a pair (sampled)', value: (1000 * kendall.seconds) / 21, unit: 'ms' },
  {
    what: 'largest difference, Pearson',
    value: worst(ours.pearson.values, oracle.pearsonValues),
    unit: '',
    atMost: 1e-10,
  },
  {
    what: 'largest difference, Spearman',
    value: worst(ours.spearman.values, oracle.spearmanValues),
    unit: '',
    atMost: 1e-10,
  },
]
console.log(JSON.stringify({ versions: oracle.versions, results }))

/** Normal values of three blocks; every third column has many ties, every tenth lies far from 0. */
function generate(): Float64Array[] {
  const rng = createRng(1)
  const shared = [0, 1, 2].map(() => normal(rng))
  return Array.from({ length: COLUMNS }, (_, c) => {
    const own = normal(rng)
    const base = shared[c % 3]!
    return own.map((value, row) => {
      const x = value + base[row]! * (c / COLUMNS)
      if (c % 3 === 0) return Math.round(x * 10)
      return c % 10 === 1 ? 1e6 + x : x
    })
  })
}

function normal(rng: ReturnType<typeof createRng>): Float64Array {
  return Float64Array.from({ length: ROWS }, () => {
    let sum = -6
    for (let k = 0; k < 12; k++) sum += rng.next()
    return sum
  })
}

function best(runs: number, work: () => { readonly values: Float64Array }) {
  let seconds = Infinity
  let values = new Float64Array(0)
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage()
    values = Float64Array.from(work().values)
    const { user, system } = process.cpuUsage(start)
    seconds = Math.min(seconds, (user + system) / 1e6)
  }
  return { seconds, values }
}

function worst(a: Float64Array, b: readonly number[]): number {
  let most = a.length === b.length ? 0 : Infinity
  for (const [k, value] of a.entries()) most = Math.max(most, Math.abs(value - b[k]!))
  return most
}

interface Oracle {
  readonly pearson: number
  readonly spearman: number
  readonly pearsonValues: number[]
  readonly spearmanValues: number[]
  readonly versions: string
}

function runPython(): Oracle {
  const folder = mkdtempSync(join(tmpdir(), 'flagstone-correlation-'))
  const data = join(folder, 'columns.f64')
  try {
    const bytes = columns.map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength))
    writeFileSync(data, Buffer.concat(bytes))
    const { stdout, stderr, status } = spawnSync(
      'python3',
      ['-c', PYTHON, data, String(ROWS), String(COLUMNS), String(RUNS)],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
        env: {
          ...process.env,
          PATH: `/usr/bin:${process.env['PATH'] ?? ''}`,
          OMP_NUM_THREADS: '1',
          OPENBLAS_NUM_THREADS: '1',
          MKL_NUM_THREADS: '1',
        },
      },
    )
    if (status !== 0) throw new Error(`numpy and pandas are needed to compare with:\n${stderr}`)
    // Written by the lines below.
    return JSON.parse(stdout) as Oracle
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
