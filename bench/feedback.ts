/**
 * What learning from decisions finds, and how fast it is.
 *
 *   npm run bench -- feedback --data FOLDER [--sets a,b] [--detectors iforest,auto] [--rows 1000000]
 *
 * With a folder of labelled sets (NAME.csv or NAME.csv.gz with a column `label`, 1 = anomaly), those of at most 8,000
 * rows: a reviewer who always looks at the first undecided row and is always right, 100 rows, 2 seeds. Anomalies found
 * are added up over the sets and compared with those that the detector's own order brings.
 *
 * Speed: on made-up rows, the first 200 rows and the whole order after each of some decisions, as shares of the time
 * that the same forest needs to score the rows, measured in between.
 */
import { parseArgs } from 'node:util'
import { isolationForest } from '../src/analysis/detectors/forests/isolation-forest.ts'
import { findDetector } from '../src/analysis/detectors/registry.ts'
import { normalMatrix, quietRun } from '../src/analysis/detectors/test-data.ts'
import { averagePrecision } from '../src/analysis/evaluate/average-precision.ts'
import type { Lesson } from '../src/analysis/feedback/feedback.ts'
import { firstRows, prepareLearner, teach, wholeOrder } from '../src/analysis/feedback/learner.ts'
import { topRows } from '../src/analysis/feedback/top-rows.ts'
import { rankScores } from '../src/analysis/ranking/rank-scores.ts'
import { finish } from '../src/analysis/work.ts'
import { readSet, setNames, type LabelledSet } from './labelled-sets.ts'

const MOST_ROWS = 8000
const QUERIES = 100
const FIRST = 20
const SEEDS = [1, 2]

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sets: { type: 'string' },
    detectors: { type: 'string', default: 'iforest,iforest-even,auto' },
    rows: { type: 'string', default: '1000000' },
  },
})

interface Found {
  readonly in20: number
  readonly in100: number
  /** Over the rows that nobody looked at; NaN where they are all of one kind. */
  readonly ap: number
}

interface Totals {
  readonly detector: string
  readonly group: string
  readonly sets: number
  readonly own: Found
  readonly learned: Found
}

function review({ x, labels }: LabelledSet, id: string, seed: number): { own: Found; learned: Found } {
  const detector = findDetector(id === 'iforest-even' ? 'iforest' : id)
  const params = { ...detector.defaults, ...(id === 'iforest-even' ? { columnChoice: 'even' } : {}) }
  const scores = detector.score(detector.fit(x, params, quietRun(seed)), x, quietRun(seed))
  const order = rankScores(scores)
  const own = Array.from(order.subarray(0, QUERIES), (row) => labels[row]!)
  const seen = new Set(order.subarray(0, QUERIES))

  const learner = finish(prepareLearner({ x, scores, order, seed }))
  if (learner === null) throw new Error('too many rows')
  const lessons: Lesson[] = []
  const decided = new Set<number>()
  const hits: number[] = []
  let now = scores
  for (let query = 0; query < Math.min(QUERIES, x.rowCount); query++) {
    const row = topRows(now, 1, decided)[0]!
    decided.add(row)
    hits.push(labels[row]!)
    lessons.push({ row, label: labels[row] === 1 ? 'anomaly' : 'false-alarm' })
    now = finish(teach(learner, lessons)).scores
  }
  return { own: foundOf(own, seen, scores, labels), learned: foundOf(hits, decided, now, labels) }
}

function foundOf(
  hits: readonly number[],
  seen: ReadonlySet<number>,
  scores: Float32Array,
  labels: Uint8Array,
): Found {
  const rest = Uint32Array.from(labels.keys()).filter((row) => !seen.has(row))
  const left = Uint8Array.from(rest, (row) => labels[row]!)
  const leftScores = Float32Array.from(rest, (row) => scores[row]!)
  const ap =
    left.includes(1) && left.includes(0) ? averagePrecision(leftScores, left, rankScores(leftScores)) : NaN
  return { in20: sum(hits.slice(0, FIRST)), in100: sum(hits), ap }
}

function simulate(folder: string): Totals[] {
  const ids = values.detectors.split(',')
  const runs = ids.map((id) => ({ id, all: [] as { many: boolean; own: Found; learned: Found }[] }))
  for (const name of setNames(folder)) {
    if (values.sets !== undefined && !values.sets.split(',').includes(name)) continue
    const set = readSet(folder, name)
    if (set === null || set.x.rowCount > MOST_ROWS) continue
    const anomalies = sum(set.labels)
    const line: string[] = []
    for (const { id, all } of runs) {
      const each = SEEDS.map((seed) => review(set, id, seed))
      all.push(...each.map((one) => ({ many: anomalies >= QUERIES, ...one })))
      line.push(
        `${id} ${mean(each.map(({ own }) => own.in100))} → ${mean(each.map(({ learned }) => learned.in100))}`,
      )
    }
    console.log(`${name} (${anomalies} anomalies): ${line.join(', ')}`)
  }
  return runs.flatMap(({ id, all }) => [
    totals(id, 'all sets', all),
    totals(
      id,
      `sets with at least ${QUERIES} anomalies`,
      all.filter(({ many }) => many),
    ),
  ])
}

function totals(
  detector: string,
  group: string,
  runs: readonly { readonly own: Found; readonly learned: Found }[],
): Totals {
  const over = (list: readonly Found[]): Found => ({
    in20: sum(list.map(({ in20 }) => in20)),
    in100: sum(list.map(({ in100 }) => in100)),
    ap: mean(list.map(({ ap }) => ap).filter((ap) => !Number.isNaN(ap))),
  })
  const own = over(runs.map((run) => run.own))
  const learned = over(runs.map((run) => run.learned))
  return { detector, group, sets: runs.length / SEEDS.length, own, learned }
}

function speed(rows: number) {
  const x = normalMatrix(rows, 10)
  const model = isolationForest.fit(x, isolationForest.defaults, quietRun(1))
  const scores = isolationForest.score(model, x, quietRun(1))
  const order = rankScores(scores)
  const prepareMs = timed(() => void (learner = finish(prepareLearner({ x, scores, order, seed: 1 }))))
  if (learner === null) throw new Error('too many rows')
  const ready = learner
  const lessons: Lesson[] = []
  const rounds: { scoring: number; first: number; whole: number }[] = []
  for (let k = 0; k < 12; k++) {
    lessons.push({ row: order[k * 7]!, label: k % 2 === 0 ? 'anomaly' : 'false-alarm' })
    const scoring = timed(() => void isolationForest.score(model, x, quietRun(1)))
    let taught: ReturnType<typeof learn> | null = null
    const first = timed(() => void firstRows((taught = learn()), 200))
    const whole = first + timed(() => taught !== null && void finish(wholeOrder(taught)))
    rounds.push({ scoring, first, whole })
  }
  function learn() {
    return finish(teach(ready, lessons))
  }
  const middle = (list: readonly number[]) => [...list].sort((a, b) => a - b)[list.length >> 1]!
  return {
    rows,
    prepareMs,
    scoringMs: middle(rounds.map(({ scoring }) => scoring)),
    firstMs: middle(rounds.map(({ first }) => first)),
    firstDecisionMs: rounds[0]!.first,
    wholeMs: middle(rounds.map(({ whole }) => whole)),
    firstShare: middle(rounds.map(({ first, scoring }) => first / scoring)),
    wholeShare: middle(rounds.map(({ whole, scoring }) => whole / scoring)),
  }
}
let learner: ReturnType<typeof prepareLearner> extends Generator<unknown, infer T> ? T : never

function timed(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

function sum(list: Iterable<number>): number {
  let total = 0
  for (const value of list) total += value
  return total
}

function mean(list: readonly number[]): number {
  return sum(list) / list.length
}

const found = values.data === undefined ? [] : simulate(values.data)
const rows = Number(values.rows)
const times = rows > 0 ? speed(rows) : null
const results = [
  ...found.flatMap(({ detector, group, own, learned }) => [
    {
      what: `${detector}, ${group}: found in ${QUERIES}, × its own order`,
      value: learned.in100 / own.in100,
      unit: '×',
      atLeast: 1.7,
    },
    {
      what: `${detector}, ${group}: found in ${FIRST}, × its own order`,
      value: learned.in20 / own.in20,
      unit: '×',
      atLeast: 1.4,
    },
    { what: `${detector}, ${group}: AP of the rest, × its own order`, value: learned.ap / own.ap, unit: '×' },
  ]),
  ...(times === null
    ? []
    : [
        { what: `first 200 of ${rows} rows, share of a scoring`, value: times.firstShare, unit: '×' },
        { what: `first 200 of ${rows} rows`, value: times.firstMs, unit: 'ms', atMost: 200 },
        {
          what: `first 200 of ${rows} rows, first decision`,
          value: times.firstDecisionMs,
          unit: 'ms',
          atMost: 200,
        },
        { what: `order of ${rows} rows`, value: times.wholeMs, unit: 'ms', atMost: 2000 },
        { what: `order of ${rows} rows, share of a scoring`, value: times.wholeShare, unit: '×' },
      ]),
]
console.log(JSON.stringify({ found, times, results }, null, 2))
