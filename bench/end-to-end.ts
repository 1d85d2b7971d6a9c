/**
 * From a file to its scored ranking, against pandas + scikit-learn; reading alone, against Papa Parse
 * alone; and the peak memory of it. Every figure comes from a process of its own, all in one run.
 *
 *   node scripts/run-ts.mjs bench/end-to-end.ts [FILE --features A,B,…]
 *
 * Without a file one is generated: 1,000,000 seeded card transactions of nine columns.
 */
import { spawnSync } from 'node:child_process'
import { createReadStream, mkdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Papa from 'papaparse'
import { pathSource } from '../cli/path-source.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import { createInlineRunner } from '../src/analysis/pipeline/inline-runner.ts'
import { Session } from '../src/analysis/pipeline/session.ts'
import { readTable } from '../src/analysis/table/read-table.ts'
import { writeTransactions } from './transactions.ts'

const FEATURES = 'CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS'
const REPEATS = 3

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string' }, features: { type: 'string', default: FEATURES } },
})
const features = values.features.split(',')

/** What one process of the benchmark does and measures. */
async function play(role: string, file: string): Promise<Record<string, unknown>> {
  const started = performance.now()
  const figures = await roles[role]!(file)
  return { ms: performance.now() - started, peakBytes: process.resourceUsage().maxRSS * 1024, ...figures }
}

const host: Host = {
  now: () => performance.now(),
  breathe: () => Promise.resolve(),
  progress: () => undefined,
}

/** The part of Papa Parse that streams a file; the project's own declaration knows only its parser. */
const parseStream = (Papa as unknown as { parse(input: NodeJS.ReadableStream, options: StreamOptions): void })
  .parse

interface StreamOptions {
  chunk(results: { readonly data: readonly (readonly string[])[] }): void
  complete(): void
  error(error: unknown): void
}

const roles: Record<string, (file: string) => Promise<Record<string, unknown>>> = {
  idle: () => Promise.resolve({}),
  async engine(file) {
    const session = await Session.open(await pathSource(file), {}, createInlineRunner(), host)
    const { scores, timingsMs, order } = await session.detect(
      { detector: 'iforest', params: {}, seed: 1, features },
      host,
    )
    return { readMs: session.dataset.readMs, timingsMs, rows: order.length, checksum: checksum(scores) }
  },
  async reading(file) {
    const read = await readTable(
      await pathSource(file),
      {},
      { progress: () => undefined, checkpoint: () => undefined },
    )
    return { rows: read.table.rowCount }
  },
  papa(file) {
    let cells = 0
    return new Promise((resolve, reject) => {
      parseStream(createReadStream(file, { highWaterMark: 1 << 20 }), {
        chunk: ({ data }) => {
          for (const row of data) cells += row.length
        },
        complete: () => resolve({ cells }),
        error: reject,
      })
    })
  },
}

async function main(): Promise<void> {
  const file = positionals[0] ?? (await generated())
  const bytes = statSync(file).size
  const idle = best(() => node('idle', file))
  const engine = best(() => node('engine', file))
  const reading = best(() => node('reading', file))
  const papa = best(() => node('papa', file))
  const reference = sklearn(file)
  const memory = engine.peakBytes - idle.peakBytes
  const results = [
    { what: 'file to scored ranking', value: engine.ms / 1000, unit: 's' },
    ...(reference === null
      ? []
      : [
          { what: 'pandas + scikit-learn, n_jobs=2', value: reference.ms / 1000, unit: 's' },
          {
            what: 'faster than pandas + scikit-learn',
            value: reference.ms / engine.ms,
            unit: '×',
            atLeast: 5,
          },
        ]),
    { what: 'reading, inferring and typing', value: reading.ms / 1000, unit: 's' },
    { what: 'reading against Papa Parse alone', value: reading.ms / papa.ms, unit: '×', atMost: 2 },
    { what: 'peak memory of the engine over file size', value: memory / bytes, unit: '×', atMost: 5 },
  ]
  console.table(results)
  console.log(
    JSON.stringify({ file, bytes, features, idle, engine, reading, papa, reference, results }, null, 2),
  )
}

interface Figures {
  readonly ms: number
  readonly peakBytes: number
}

function node(role: string, file: string): Figures {
  const script = process.argv[1] ?? ''
  const args = [script, '--role', role, '--features', values.features, file]
  return answer(spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
}

/** The fastest of some runs: the one that the rest of the machine disturbed least. Memory: the largest. */
function best(run: () => Figures): Figures {
  const runs = Array.from({ length: REPEATS }, run).sort((a, b) => a.ms - b.ms)
  return { ...runs[0]!, peakBytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)) }
}

function sklearn(file: string): Figures | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    if (spawnSync(python, ['-c', 'import sklearn, pandas'], { stdio: 'ignore' }).status !== 0) continue
    return answer(spawnSync(python, ['-c', REFERENCE, file, values.features], { encoding: 'utf8' }))
  }
  console.error('No python3 with pandas and scikit-learn here: that comparison is left out.')
  return null
}

const REFERENCE = `
import json, sys, time, resource
import pandas, sklearn
from sklearn.ensemble import IsolationForest
start = time.perf_counter()
table = pandas.read_csv(sys.argv[1])
read = time.perf_counter()
x = table[sys.argv[2].split(',')].to_numpy('float32')
forest = IsolationForest(n_jobs=2, random_state=1).fit(x)
scores = -forest.score_samples(x)
end = time.perf_counter()
print(json.dumps(dict(ms=(end - start) * 1000, readMs=(read - start) * 1000, sklearn=sklearn.__version__,
  peakBytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)))
`

function answer({ stdout, status }: { readonly stdout: string; readonly status: number | null }): Figures {
  if (status !== 0) throw new Error(`a measuring process ended with ${String(status)}`)
  return JSON.parse(stdout) as Figures
}

function checksum(scores: Float32Array): string {
  let hash = 0x811c9dc5
  for (const word of new Uint32Array(scores.buffer, scores.byteOffset, scores.length)) {
    hash = Math.imul(hash ^ word, 0x01000193)
  }
  return (hash >>> 0).toString(16)
}

async function generated(): Promise<string> {
  const folder = join(tmpdir(), 'flagstone-bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'transactions.csv')
  await writeTransactions(file, 1_000_000, 1)
  console.error(`${file}: ${readFileSync(file).length.toLocaleString('en-US')} bytes`)
  return file
}

if (values.role === undefined) await main()
else console.log(JSON.stringify(await play(values.role, positionals[0] ?? '')))
