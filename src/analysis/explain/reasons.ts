import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { countAtMost, countBelow, quantileOfSorted, sortedFinite } from '../profile/sorted-values.ts'
import { groupTexts } from '../profile/distinct.ts'
import type {
  CategoryColumn,
  Column,
  DatetimeColumn,
  NumberColumn,
  Table,
  TextColumn,
} from '../table/table.ts'
import type { Work } from '../work.ts'
import { formatDatetime, formatNumber, formatShare } from './format.ts'

/** One source column's part in making a row stand out, in the data's own units. */
export interface Reason {
  readonly column: number
  readonly name: string
  /** The detector's contribution of this column; the larger, the more it made the row stand out. */
  readonly contribution: number
  /** contribution / the largest absolute contribution of the row, for the bar: −1 … 1. */
  readonly relative: number
  /** The cell as people read it, e.g. `2,769.89`, `Corporate`, `2024-03-04 02:10`, `missing`. */
  readonly value: string
  /** E.g. `higher than 99.8 % of rows`, `0.3 % of rows have this value`, `in the middle of the rows`. */
  readonly comparison: string
  /** E.g. `median 84.10`, `most often Personal (62 %)`. */
  readonly typical: string
}

/** What a cell is compared with; made once per ranking, asked for any number of rows. */
export interface ReasonContext {
  readonly sources: readonly SourceContext[]
}

interface SourceContext {
  readonly column: number
  readonly name: string
  /** Value, comparison and typical value for a row. */
  readonly describe: (row: number) => Pick<Reason, 'value' | 'comparison' | 'typical'>
}

/** Points of the sketch of a number column: its shares are right to 1/4,096 or exact below that many values. */
const SKETCH_POINTS = 4097

/**
 * Prepares what cells are compared with.
 *
 * @param table the parsed table
 * @param sources the matrix's source columns
 * @param locale of numbers; leave it out for exports
 * @returns a context that holds the table's columns and a small sketch per number column
 *
 * Cost: n log n per number column (sorted once, then thrown away), linear for others; in slices.
 */
export function* createReasonContext(
  table: Table,
  sources: FeatureMatrix['sources'],
  locale = 'en-US',
): Work<ReasonContext> {
  const contexts: SourceContext[] = []
  for (const { column: index, name } of sources) {
    const column = table.columns[index]!
    contexts.push({ column: index, name, describe: yield* describer(column, locale) })
    yield
  }
  return { sources: contexts }
}

/**
 * Why a row ranks where it does.
 *
 * @param row row index
 * @param contributions one per source column, larger = made the row stand out more
 * @returns one reason per source, by contribution, descending
 *
 * Cost: logarithmic per number column.
 */
export function reasonsFor(context: ReasonContext, row: number, contributions: ArrayLike<number>): Reason[] {
  let largest = 0
  for (let s = 0; s < context.sources.length; s++) largest = Math.max(largest, Math.abs(contributions[s]!))
  return context.sources
    .map(({ column, name, describe }, s) => {
      const contribution = contributions[s]!
      return {
        column,
        name,
        contribution,
        relative: largest > 0 ? contribution / largest : 0,
        ...describe(row),
      }
    })
    .sort((a, b) => b.contribution - a.contribution)
}

/**
 * The strongest reasons in one line, for exports.
 *
 * @param reasons by contribution, descending
 * @param limit how many at most; those that speak against the row are left out
 * @returns e.g. `Amount 2,769.89: higher than 99.8 % of rows; Hour 3: lower than 96.1 % of rows`
 */
export function reasonText(reasons: readonly Reason[], limit: number): string {
  return reasons
    .filter((reason, i) => reason.contribution > 0 || i === 0)
    .slice(0, limit)
    .map((reason) => `${reason.name} ${reason.value}: ${reason.comparison}`)
    .join('; ')
}

type Describe = SourceContext['describe']

function describer(column: Column, locale: string): Work<Describe> {
  switch (column.type) {
    case 'number':
      return describeNumbers(column, (value) => formatNumber(value, locale), ['higher', 'lower'], locale)
    case 'datetime':
      return describeNumbers(column, formatDatetime, ['later', 'earlier'], locale)
    case 'category':
      return describeCategories(column, locale)
    case 'text':
      return describeTexts(column, locale)
  }
}

function* describeNumbers(
  column: NumberColumn | DatetimeColumn,
  format: (value: number) => string,
  [above, below]: readonly [string, string],
  locale: string,
): Work<Describe> {
  const { values } = column
  const sorted = yield* sortedFinite(values)
  let missing = 0
  for (const value of values) if (value !== value) missing++
  const finite = sorted.length
  const median = finite > 0 ? quantileOfSorted(sorted, 0.5) : NaN
  const typical = finite > 0 ? `median ${format(median)}` : 'no value'
  const sketch = sketchOf(sorted)
  return (row) => {
    const value = values[row]!
    if (value !== value) {
      const comparison = `${formatShare(missing / values.length, locale)} of rows have no value`
      return { value: 'missing', comparison, typical }
    }
    const lower = value === Infinity ? 1 : value === -Infinity ? 0 : countBelow(sketch, value) / sketch.length
    const higher =
      1 - (value === Infinity ? 1 : value === -Infinity ? 0 : countAtMost(sketch, value) / sketch.length)
    return {
      value: format(value),
      comparison: compare(lower, higher, value === median, above, below, locale),
      typical,
    }
  }
}

function compare(
  lower: number,
  higher: number,
  isMedian: boolean,
  above: string,
  below: string,
  locale: string,
): string {
  if (isMedian || (lower < 0.75 && higher < 0.75)) return 'in the middle of the rows'
  if (lower >= higher) return `${above} than ${most(lower, higher, locale)} rows`
  return `${below} than ${most(higher, lower, locale)} rows`
}

/** The share of rows on the far side, rounded down; `beyond` is the share still further out. */
function most(share: number, beyond: number, locale: string): string {
  if (beyond === 0 && share > 0.999) return 'nearly all'
  return `${(Math.floor(share * 1000) / 10).toLocaleString(locale, { maximumFractionDigits: 1 })} % of`
}

/** The values themselves where they are few, otherwise evenly spaced order statistics from the least to the greatest. */
function sketchOf(sorted: Float64Array): Float64Array {
  if (sorted.length <= SKETCH_POINTS) return sorted.slice()
  const sketch = new Float64Array(SKETCH_POINTS)
  const last = sorted.length - 1
  for (let i = 0; i < SKETCH_POINTS; i++) sketch[i] = sorted[Math.round((i * last) / (SKETCH_POINTS - 1))]!
  return sketch
}

function* describeCategories(column: CategoryColumn, locale: string): Work<Describe> {
  const { codes, dictionary } = column
  const counts = new Uint32Array(dictionary.length + 1)
  for (const code of codes) counts[code < 0 ? dictionary.length : code]!++
  yield
  return describeLevels(codes, counts, (level) => dictionary[level] ?? 'missing', locale)
}

function* describeTexts(column: TextColumn, locale: string): Work<Describe> {
  const groups = yield* groupTexts(column)
  const counts = new Uint32Array(groups.counts.length + 1)
  counts.set(groups.counts)
  for (const code of groups.codes) if (code < 0) counts[groups.counts.length]!++
  yield
  const decoder = new TextDecoder()
  const textOf = (level: number): string => {
    const row = groups.firstRows[level]
    if (row === undefined) return 'missing'
    return decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]))
  }
  return describeLevels(groups.codes, counts, textOf, locale)
}

/** @param counts rows per level; the last level is missing */
function describeLevels(
  codes: Int32Array,
  counts: Uint32Array,
  textOf: (level: number) => string,
  locale: string,
): Describe {
  const missing = counts.length - 1
  let most = 0
  for (let level = 0; level < missing; level++) if (counts[level]! > counts[most]!) most = level
  const rows = codes.length
  const typical =
    missing === 0 ? 'no value' : `most often ${textOf(most)} (${formatShare(counts[most]! / rows, locale)})`
  return (row) => {
    const code = codes[row]!
    const level = code < 0 ? missing : code
    const count = counts[level]!
    if (code < 0) {
      const comparison = `${formatShare(count / rows, locale)} of rows have no value`
      return { value: 'missing', comparison, typical }
    }
    const comparison =
      count === 1
        ? 'no other row has this value'
        : `${formatShare(count / rows, locale)} of rows have this value`
    return { value: textOf(level), comparison, typical }
  }
}
