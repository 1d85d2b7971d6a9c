import { quickPearson, sampleColumn, spearmanOf, type SampleColumn } from './sample-correlation.ts'
import type { DatetimeColumn, NumberColumn } from '../table/table.ts'
import type { Work } from '../work.ts'
import { lineThrough } from './pearson.ts'
import { evenRows } from '../questions/sample-table.ts'

/** From this |r| on, two columns carry the same information. */
export const REDUNDANT = 0.95
/** What a sample must show for a pair to be looked at over all rows. */
const CANDIDATE = 0.93
/** The ranks must agree as well: a single extreme row can give any two columns an r near 1. */
const RANKS_AGREE = 0.8
export const SAMPLE_ROWS = 20_000
const SAMPLE_CELLS = 1e9
/** Pairs that are confirmed over all rows; columns that are already known to belong together need no more of them. */
const MOST_CONFIRMED = 500

type Values = NumberColumn | DatetimeColumn

/** Two columns with |r| above the limit. */
export interface CorrelatedPair {
  readonly a: number
  readonly b: number
  /** Over all rows in which both have a value. */
  readonly r: number
  readonly count: number
}

/**
 * Pairs of number or datetime columns with |r| > .95, enough of them to connect all columns that belong together:
 * found on an even sample of up to 20,000 rows (fewer for very many columns), confirmed over all rows.
 *
 * @returns strongest first
 *
 * Cost: columns² × sample, then some 8 ms per million rows and confirmed pair.
 */
export function* correlatedPairs(columns: readonly Values[], rowCount: number): Work<CorrelatedPair[]> {
  const pairs = Math.max(1, (columns.length * (columns.length - 1)) / 2)
  const rows = evenRows(rowCount, Math.max(1000, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / pairs))))
  const samples: SampleColumn[] = []
  for (const column of columns) {
    samples.push(sampleColumn(column.values, rows))
    yield
  }
  const candidates: { readonly i: number; readonly j: number; readonly strength: number }[] = []
  for (const [i, x] of samples.entries()) {
    for (let j = i + 1; j < samples.length; j++) {
      const strength = Math.abs(quickPearson(x, samples[j]!))
      if (strength >= CANDIDATE) candidates.push({ i, j, strength })
      if (j % 32 === 31) yield
    }
    yield
  }
  candidates.sort((p, q) => q.strength - p.strength || p.i - q.i || p.j - q.j)
  return yield* confirmed(columns, samples, candidates)
}

function* confirmed(
  columns: readonly Values[],
  samples: readonly SampleColumn[],
  candidates: readonly { readonly i: number; readonly j: number }[],
): Work<CorrelatedPair[]> {
  const found: CorrelatedPair[] = []
  const group = columns.map((_, i) => i)
  let tries = 0
  for (const { i, j } of candidates) {
    if (group[i] === group[j]) continue
    if (++tries > MOST_CONFIRMED) break
    yield
    if (Math.abs(yield* spearmanOf(samples[i]!, samples[j]!)) < RANKS_AGREE) continue
    const { r, count } = yield* lineThrough(columns[i]!.values, columns[j]!.values)
    if (!(Math.abs(r) > REDUNDANT)) continue
    found.push({ a: columns[i]!.index, b: columns[j]!.index, r, count })
    const [kept, joined] = [group[i]!, group[j]!]
    for (const [k, g] of group.entries()) if (g === joined) group[k] = kept
  }
  return found.sort((p, q) => Math.abs(q.r) - Math.abs(p.r) || p.a - q.a || p.b - q.b)
}
