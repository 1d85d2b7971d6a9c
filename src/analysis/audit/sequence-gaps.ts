import { columnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { orderBy, orderByCode } from './order-by.ts'
import { serialNumbers, type SerialNumbers } from './serial-numbers.ts'

export interface SequenceGapsRequest {
  /** Ids that end in a running number, or whole numbers. */
  readonly column: number
  /** What stands before the number in the series looked at closely; null: the one with most rows. */
  readonly prefix: string | null
  readonly limit: number
  readonly rows: boolean
}

/** The numbers that share a prefix. */
export interface NumberSeries {
  readonly prefix: string
  readonly rows: number
  /** Different numbers. */
  readonly numbers: number
  readonly first: number
  readonly last: number
  /** Numbers between the first and the last that no row has, jumps left out. */
  readonly missing: number
  /** Runs of missing numbers, jumps left out. */
  readonly gaps: number
  /** Gaps longer than the series has numbers: a new run of numbers rather than missing ones. */
  readonly jumps: number
  /** Numbers that more than one row has. */
  readonly repeated: number
}

export interface Gap {
  readonly from: number
  readonly to: number
  readonly isJump: boolean
  /** The rows on either side of it. */
  readonly rowBefore: number
  readonly rowAfter: number
}

export interface RepeatedNumber {
  readonly number: number
  readonly rows: Uint32Array
}

export interface SequenceGapsAnswer {
  /** Rows whose cell ends in a number. */
  readonly n: number
  readonly withoutNumber: number
  /** How many series there are, and the largest `limit` of them by rows. */
  readonly seriesCount: number
  readonly series: readonly NumberSeries[]
  readonly chosen: NumberSeries | null
  /** Of the chosen series: the longest `limit` gaps, jumps among them. */
  readonly gaps: readonly Gap[]
  /** Of the chosen series: the `limit` numbers with most rows. */
  readonly repeated: readonly RepeatedNumber[]
  /** (bins + 1,) first number of each bin, and the one after the last. */
  readonly edges: Float64Array
  /** (bins,) rows */
  readonly counts: Uint32Array
  /** (bins,) different numbers that occur; the rest of the bin's width is missing. */
  readonly present: Uint32Array
  /** (rows,) bin of the chosen series, or 65535; null unless asked for. */
  readonly bins: Uint16Array | null
}

const NONE = 0xffff
const MAX_BINS = 60

/**
 * Missing and repeated numbers in columns that should count up: invoice, cheque or order numbers, each prefix by itself.
 *
 * @param request the column; leading zeros do not make a number another one
 * @returns every series in short, one of them with its gaps
 * Errors: UsageError for an unknown column.
 * Cost: linear (radix sort), some 0.4 s for a million texts; what was sorted is kept.
 */
export function* sequenceGaps(
  context: QuestionContext,
  request: SequenceGapsRequest,
): Work<SequenceGapsAnswer> {
  const { column, limit } = request
  const sorted = yield* context.kept(`audit sequence ${column}`, () => sortedSeries(context, column))
  const { serial, rows, starts, all } = sorted
  const byRows = all.map((_, code) => code).sort((a, b) => all[b]!.rows - all[a]!.rows || a - b)
  yield
  const wanted = request.prefix === null ? -1 : serial.prefixes.indexOf(request.prefix)
  const code = wanted >= 0 ? wanted : byRows[0]
  const chosen = code === undefined ? null : (all[code] ?? null)
  const found = { gaps: [] as Gap[], repeated: [] as RepeatedNumber[] }
  const { edges, counts, present, bins } = emptyBins(chosen, serial.series.length)
  if (code !== undefined && chosen !== null && chosen.rows > 0) {
    const end = starts[code + 1]!
    const width = edges[1]! - edges[0]!
    for (let i = starts[code]!; i < end;) {
      const row = rows[i]!
      const number = serial.numbers[row]!
      let next = i + 1
      while (next < end && serial.numbers[rows[next]!] === number) next++
      const bin = Math.floor((number - chosen.first) / width)
      counts[bin]! += next - i
      present[bin]!++
      for (let k = i; k < next; k++) bins[rows[k]!] = bin
      if (next - i > 1) found.repeated.push({ number, rows: rows.slice(i, next) })
      const after = rows[next]
      if (next < end && after !== undefined && serial.numbers[after]! > number + 1) {
        const gap = serial.numbers[after]! - number - 1
        found.gaps.push({
          from: number + 1,
          to: number + gap,
          isJump: gap > chosen.numbers,
          rowBefore: rows[next - 1]!,
          rowAfter: after,
        })
      }
      if (Math.floor(i / 32_768) !== Math.floor(next / 32_768)) yield
      i = next
    }
  }
  yield
  const longest = found.gaps.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  yield
  const most = found.repeated.sort((a, b) => b.rows.length - a.rows.length || a.number - b.number)
  let n = 0
  for (const series of all) n += series.rows
  return {
    n,
    withoutNumber: serial.series.length - n,
    seriesCount: all.length,
    series: byRows.slice(0, limit).map((index) => all[index]!),
    chosen,
    gaps: longest.slice(0, limit),
    repeated: most.slice(0, limit),
    edges,
    counts,
    present,
    bins: request.rows ? bins : null,
  }
}

interface SortedSeries {
  readonly serial: SerialNumbers
  /** Rows by series, then by number. */
  readonly rows: Uint32Array
  readonly starts: Uint32Array
  readonly all: readonly NumberSeries[]
}

function* sortedSeries(context: QuestionContext, index: number): Work<SortedSeries> {
  const serial = yield* serialNumbers(columnAt(context, index))
  const { rows, starts } = yield* orderByCode(serial.series, yield* orderBy(serial.numbers))
  const all: NumberSeries[] = []
  for (let code = 0; code + 1 < starts.length; code++) {
    all.push(yield* seriesOf(serial, rows, starts[code]!, starts[code + 1]!, serial.prefixes[code]!))
    if (code % 1024 === 1023) yield
  }
  return { serial, rows, starts, all }
}

function* seriesOf(
  { numbers }: SerialNumbers,
  rows: Uint32Array,
  start: number,
  end: number,
  prefix: string,
): Work<NumberSeries> {
  let distinct = 0
  let repeated = 0
  for (let i = start; i < end; i++) {
    const number = numbers[rows[i]!]!
    const isNew = i === start || numbers[rows[i - 1]!] !== number
    if (isNew) distinct++
    else if (i - 2 < start || numbers[rows[i - 2]!] !== number) repeated++
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  let missing = 0
  let gaps = 0
  let jumps = 0
  for (let i = start + 1; i < end; i++) {
    const gap = numbers[rows[i]!]! - numbers[rows[i - 1]!]! - 1
    if (gap > distinct) jumps++
    else if (gap > 0) {
      gaps++
      missing += gap
    }
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const first = start < end ? numbers[rows[start]!]! : NaN
  const last = start < end ? numbers[rows[end - 1]!]! : NaN
  return { prefix, rows: end - start, numbers: distinct, first, last, missing, gaps, jumps, repeated }
}

function emptyBins(chosen: NumberSeries | null, rowCount: number) {
  const span = chosen === null || chosen.rows === 0 ? 0 : chosen.last - chosen.first + 1
  const width = Math.max(1, niceWidth(span / MAX_BINS))
  const count = Math.ceil(span / width)
  const first = chosen?.first ?? 0
  return {
    edges: Float64Array.from({ length: count + 1 }, (_, bin) => first + bin * width),
    counts: new Uint32Array(count),
    present: new Uint32Array(count),
    bins: new Uint16Array(rowCount).fill(NONE),
  }
}

/** 1, 2 or 5 times a power of ten, at least `width`. */
function niceWidth(width: number): number {
  let power = 1
  while (power * 10 <= width) power *= 10
  for (const factor of [1, 2, 5]) if (factor * power >= width) return factor * power
  return 10 * power
}
