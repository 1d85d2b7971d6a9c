/**
 * Profiling every column of 1,000,000 rows, as the cards of the Overview need it: figures, exact distinct counts,
 * top values, histogram and each row's bin. 12 mixed columns against pandas' describe(include="all"), isna and
 * nunique on the same file in the same run, where a python3 with pandas is found; 30 number columns against the
 * time that reading the file takes. Figures are the fastest of the runs, in seconds of processor time, so that a
 * busy machine does not decide.
 *
 *   node scripts/run-ts.mjs bench/profile.ts [ROWS]
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathSource } from '../cli/path-source.ts'
import { createRng } from '../src/analysis/math/rng.ts'
import { openDataset, type Dataset } from '../src/analysis/pipeline/dataset.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import { missingValues } from '../src/analysis/missing/missing-values.ts'
import { profileColumn } from '../src/analysis/profile/column-profile.ts'
import { createKeeper } from '../src/analysis/questions/keeper.ts'
import type { QuestionContext } from '../src/analysis/questions/question.ts'
import { finish } from '../src/analysis/work.ts'

type Rng = ReturnType<typeof createRng>

const ROWS = Number(process.argv[2] ?? 1_000_000)
const RUNS = 3

const host: Host = {
  now: () => performance.now(),
  breathe: () => Promise.resolve(),
  progress: () => undefined,
}

const COUNTRIES = ['DE', 'FR', 'NL', 'AT', 'CH', 'PL', 'IT', 'ES', 'GB', 'SE']

/** Twelve columns of what a file of payments holds: ids, times, people, amounts, gaps, words. */
const MIXED: Readonly<Record<string, (rng: Rng, row: number) => string>> = {
  payment: (_, row) => `P${String(row).padStart(9, '0')}`,
  booked: (_, row) => new Date(Date.UTC(2024, 0, 1) + row * 31_000).toISOString().slice(0, 19),
  customer: (rng) => String(rng.below(50_000)),
  amount: (rng) => (1 / (rng.next() + 0.001)).toFixed(2),
  fee: (rng) => (rng.next() < 0.05 ? '' : (rng.next() * 9).toFixed(3)),
  balance: (rng) => (5000 * (rng.next() + rng.next() + rng.next() - 1.5)).toFixed(4),
  quantity: (rng) => String(1 + rng.below(12)),
  score: (rng) => (rng.next() < 0.2 ? '' : rng.next().toFixed(6)),
  country: (rng) => COUNTRIES[Math.min(9, Math.floor(10 * rng.next() * rng.next()))] ?? '',
  category: (rng) => `category ${rng.below(400)}`,
  reference: (rng) => (rng.next() < 0.1 ? '' : `order ${rng.below(300_000)}`),
  reviewed: (rng) => (rng.next() < 0.1 ? 'yes' : 'no'),
}

const NUMBERS = Object.fromEntries(
  Array.from({ length: 30 }, (_, c): [string, (rng: Rng) => string] => [
    `v${c}`,
    (rng) => ((c + 1) * (rng.next() + rng.next() + rng.next() - 1.5)).toFixed(5),
  ]),
)

async function writeColumns(
  path: string,
  columns: Readonly<Record<string, (rng: Rng, row: number) => string>>,
): Promise<void> {
  const rng = createRng(1)
  const stream = createWriteStream(path)
  const cells = Object.values(columns)
  stream.write(`${Object.keys(columns).join(',')}\n`)
  let lines: string[] = []
  for (let row = 0; row < ROWS; row++) {
    lines.push(cells.map((cell) => cell(rng, row)).join(','))
    if (lines.length < 5000 && row < ROWS - 1) continue
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain')
    lines = []
  }
  stream.end()
  await once(stream, 'finish')
}

interface Timed<T> {
  readonly seconds: number
  readonly value: T
}

async function timed<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  const before = process.cpuUsage()
  const value = await work()
  const used = process.cpuUsage(before)
  return { seconds: (used.user + used.system) / 1e6, value }
}

async function fastest<T>(runs: number, work: () => T | Promise<T>): Promise<Timed<T>> {
  let best = await timed(work)
  for (let run = 1; run < runs; run++) {
    const next = await timed(work)
    if (next.seconds < best.seconds) best = next
  }
  return best
}

async function open(path: string): Promise<Dataset> {
  return openDataset(await pathSource(path), {}, host)
}

/** Nothing is kept from one run to the next. */
function contextOf({ read, statistics, roles }: Dataset): QuestionContext {
  const { kept } = createKeeper()
  return { table: read.table, statistics, roles, scores: null, order: null, lineOf: read.lineOf, kept }
}

/** The longest time without a pause while all columns are profiled, in ms of processor time. */
function longestSlice(dataset: Dataset): number {
  let longest = 0
  let before = process.cpuUsage()
  profileAll(dataset, () => {
    const { user, system } = process.cpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    before = process.cpuUsage()
  })
  return longest
}

function profileAll(dataset: Dataset, checkpoint?: () => void): number {
  const context = contextOf(dataset)
  let distinct = 0
  for (const { index } of dataset.read.table.columns) {
    distinct += finish(profileColumn(context, { column: index }), checkpoint).distinct
    checkpoint?.()
  }
  return distinct
}

const PANDAS = `
import json, sys, time, warnings
import pandas
warnings.simplefilter('ignore')
table = pandas.read_csv(sys.argv[1], parse_dates=['booked'])
how = {'datetime_is_numeric': True} if pandas.__version__ < '2' else {}
best = 1e9
for run in range(int(sys.argv[2])):
    before = time.process_time()
    table.describe(include='all', **how); table.isna().sum(); distinct = table.nunique()
    best = min(best, time.process_time() - before)
print(json.dumps(dict(seconds=best, version=pandas.__version__, distinct=int(distinct.sum()))))
`

interface PandasFigures {
  readonly seconds: number
  readonly version: string
  readonly distinct: number
}

function pandas(path: string): PandasFigures | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    if (spawnSync(python, ['-c', 'import pandas'], { stdio: 'ignore' }).status !== 0) continue
    const { stdout, status } = spawnSync(python, ['-c', PANDAS, path, String(RUNS)], { encoding: 'utf8' })
    if (status !== 0) throw new Error('pandas could not profile the file')
    return JSON.parse(stdout) as PandasFigures
  }
  console.error('No python3 with pandas here: that comparison is left out.')
  return null
}

const folder = mkdtempSync(join(tmpdir(), 'flagstone-bench-'))
try {
  const mixedPath = join(folder, 'mixed.csv')
  await writeColumns(mixedPath, MIXED)
  const mixed = await open(mixedPath)
  const profiled = await fastest(RUNS, () => profileAll(mixed))
  const slice = longestSlice(mixed)
  const missing = await fastest(RUNS, () =>
    finish(missingValues(contextOf(mixed), { blocks: 160, pairs: 100 })),
  )
  const reference = pandas(mixedPath)
  rmSync(mixedPath)

  const numbersPath = join(folder, 'numbers.csv')
  await writeColumns(numbersPath, NUMBERS)
  const reading = await fastest(2, () => open(numbersPath))
  const numbers = await fastest(2, () => profileAll(reading.value))

  const results = [
    { what: '12 mixed columns profiled', value: profiled.seconds, unit: 's' },
    ...(reference === null
      ? []
      : [
          {
            what: `pandas ${reference.version} describe + isna + nunique`,
            value: reference.seconds,
            unit: 's',
          },
          { what: 'against pandas', value: profiled.seconds / reference.seconds, unit: '×', atMost: 2 },
        ]),
    { what: '30 number columns read', value: reading.seconds, unit: 's' },
    { what: '30 number columns profiled', value: numbers.seconds, unit: 's' },
    { what: 'profile against reading', value: numbers.seconds / reading.seconds, unit: '×', atMost: 1 },
    { what: 'missing cells of 12 columns', value: missing.seconds, unit: 's' },
    { what: 'longest time without a pause', value: slice, unit: 'ms', atMost: 50 },
  ]
  for (const { what, value, unit } of results)
    console.log(`${what.padEnd(44)} ${value.toFixed(2).padStart(8)} ${unit}`)
  const sameDistinct = reference === null || reference.distinct === profiled.value
  console.log(JSON.stringify({ rows: ROWS, distinctAsInPandas: sameDistinct, results }, null, 2))
  if (!sameDistinct) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
