import { evenRows } from '../questions/sample-table.ts'
import type { DatetimeColumn, NumberColumn } from '../table/table.ts'
import type { Work } from '../work.ts'
import { rowsOffLine } from './off-line.ts'
import { lineThrough } from '../statistics/line-through.ts'
import { quickPearson, ranksOf, sampleColumn, type SampleColumn } from './sample-correlation.ts'

/** From this |r| on, two columns carry the same information. */
const REDUNDANT = 0.95
/** What a sample must show for a pair to be looked at over all rows. */
const CANDIDATE = 0.93
/** The ranks must agree as well: a single extreme row can give any two columns an r near 1 … */
const RANKS_AGREE = 0.8
/** … and can take it from two that follow each other everywhere else. */
const RANKS_FOLLOW = 0.97
const SAMPLE_ROWS = 20_000
const SAMPLE_CELLS = 1e9
/** Pairs that are confirmed over all rows; columns that are already known to belong together need no more of them. */
const MOST_CONFIRMED = 500

type Values = NumberColumn | DatetimeColumn

/** Two columns with |r| above the limit. */
export interface CorrelatedPair {
  readonly a: number
  readonly b: number
  /** Over all rows in which both have a value, without those that leave the line. */
  readonly r: number
  readonly count: number
  /** The few rows that leave the line on which all others lie; empty where there are none, or no such line. */
  readonly off: Uint32Array
}

/**
 * Pairs of number or datetime columns with |r| > .95, enough of them to connect all columns that belong together:
 * found on an even sample of up to 20,000 rows (fewer for very many columns), confirmed over all rows. Columns that
 * follow each other in all but a few far rows count too.
 *
 * @returns strongest first
 *
 * Cost: columns² × sample, then some 50 ms per million rows and confirmed pair.
 */
export function* correlatedPairs(columns: readonly Values[], rowCount: number): Work<CorrelatedPair[]> {
  const pairs = Math.max(1, (columns.length * (columns.length - 1)) / 2)
  const rows = evenRows(rowCount, Math.max(1000, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / pairs))))
  const samples: Sampled[] = []
  for (const { values } of columns) {
    const sample = sampleColumn(values, rows)
    yield
    samples.push({ values: sample, ranks: ranksOf(sample) })
    yield
  }
  return yield* confirmed(columns, yield* candidatesAmong(samples))
}

interface Sampled {
  readonly values: SampleColumn
  readonly ranks: SampleColumn
}

interface Candidate {
  readonly i: number
  readonly j: number
  readonly strength: number
}

function* candidatesAmong(samples: readonly Sampled[]): Work<Candidate[]> {
  const candidates: Candidate[] = []
  for (const [i, x] of samples.entries()) {
    for (let j = i + 1; j < samples.length; j++) {
      const y = samples[j]!
      const ranks = Math.abs(quickPearson(x.ranks, y.ranks))
      if (ranks >= RANKS_AGREE) {
        const strength = Math.abs(quickPearson(x.values, y.values))
        if (strength >= CANDIDATE || ranks >= RANKS_FOLLOW) candidates.push({ i, j, strength })
      }
      if (j % 32 === 31) yield
    }
    yield
  }
  return candidates.sort((p, q) => q.strength - p.strength || p.i - q.i || p.j - q.j)
}

function* confirmed(columns: readonly Values[], candidates: readonly Candidate[]): Work<CorrelatedPair[]> {
  const found: CorrelatedPair[] = []
  const group = columns.map((_, i) => i)
  let tries = 0
  for (const { i, j } of candidates) {
    if (group[i] === group[j]) continue
    if (++tries > MOST_CONFIRMED) break
    const pair = yield* confirm(columns[i]!, columns[j]!)
    if (pair === null) continue
    found.push(pair)
    const [kept, joined] = [group[i]!, group[j]!]
    for (const [k, g] of group.entries()) if (g === joined) group[k] = kept
  }
  return found.sort((p, q) => Math.abs(q.r) - Math.abs(p.r) || p.a - q.a || p.b - q.b)
}

function* confirm(x: Values, y: Values): Work<CorrelatedPair | null> {
  const whole = yield* lineThrough(x.values, y.values)
  const off = (yield* rowsOffLine(x.values, y.values)) ?? new Uint32Array(0)
  const exceptions = new Set(off)
  const line =
    off.length === 0 ? whole : yield* lineThrough(x.values, y.values, (row) => !exceptions.has(row))
  if (!(Math.abs(line.r) > REDUNDANT)) return null
  return { a: x.index, b: y.index, r: line.r, count: whole.count, off }
}
