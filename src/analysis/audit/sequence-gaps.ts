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
  /** Rows of the chosen series that are in a bin: those of its longest run between two jumps. */
  readonly binned: number
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
  const { serial, rows, starts, byRows } = sorted
  const wanted = request.prefix === null ? -1 : serial.prefixes.indexOf(request.prefix)
  const code = wanted >= 0 ? wanted : byRows[0]
  const chosen = code === undefined ? null : yield* seriesOf(sorted, code)
  const run = code === undefined || chosen === null ? null : yield* longestRun(sorted, code, chosen.numbers)
  const { edges, counts, present, bins } = emptyBins(run, serial.series.length)
  // Where in `rows` a gap is followed, and where a repeated number begins.
  const gapAt: number[] = []
  const repeatAt: number[] = []
  const numberAt = (i: number) => serial.numbers[rows[i]!]!
  const end = code === undefined ? 0 : starts[code + 1]!
  if (chosen !== null && run !== null) {
    const width = edges.length > 2 ? edges[1]! - edges[0]! : Infinity
    let bin = 0
    for (let i = end - chosen.rows; i < end; i++) {
      if (i % 32_768 === 32_767) yield
      const number = numberAt(i)
      const isNew = i === end - chosen.rows || numberAt(i - 1) !== number
      if (isNew) {
        bin = number < run.first || number > run.last ? NONE : Math.floor((number - run.first) / width)
        if (bin !== NONE) present[bin]!++
        if (i > end - chosen.rows && number > numberAt(i - 1) + 1) gapAt.push(i)
        if (i + 1 < end && numberAt(i + 1) === number) repeatAt.push(i)
      }
      if (bin !== NONE) counts[bin]!++
      bins[rows[i]!] = bin
    }
  }
  const runLength = (start: number) => {
    let next = start + 1
    while (next < end && numberAt(next) === numberAt(start)) next++
    return next - start
  }
  const longest = yield* largest(gapAt, (i) => numberAt(i) - numberAt(i - 1), limit)
  const most = yield* largest(repeatAt, runLength, limit)
  const n = starts[starts.length - 1]!
  const series: NumberSeries[] = []
  for (const each of byRows.subarray(0, limit)) series.push(yield* seriesOf(sorted, each))
  return {
    n,
    withoutNumber: serial.series.length - n,
    seriesCount: byRows.length,
    series,
    chosen,
    gaps: longest.map((i) => ({
      from: numberAt(i - 1) + 1,
      to: numberAt(i) - 1,
      isJump: numberAt(i) - numberAt(i - 1) - 1 > (chosen?.numbers ?? 0),
      rowBefore: rows[i - 1]!,
      rowAfter: rows[i]!,
    })),
    repeated: most.map((i) => ({ number: numberAt(i), rows: rows.slice(i, i + runLength(i)) })),
    binned: run?.rows ?? 0,
    edges,
    counts,
    present,
    bins: request.rows ? bins : null,
  }
}

/** The `limit` places with the largest sizes, equal ones in their order. */
function* largest(
  places: readonly number[],
  sizeOf: (place: number) => number,
  limit: number,
): Work<number[]> {
  const sizes = new Float64Array(places.length)
  for (let k = 0; k < places.length; k++) {
    sizes[k] = -sizeOf(places[k]!)
    if (k % 32_768 === 32_767) yield
  }
  const order = yield* orderBy(sizes)
  return Array.from(order.subarray(0, limit), (k) => places[k]!)
}

interface SortedSeries {
  readonly serial: SerialNumbers
  /** Rows by series, then by number. */
  readonly rows: Uint32Array
  readonly starts: Uint32Array
  /** Series by number of rows, descending. */
  readonly byRows: Uint32Array
}

function* sortedSeries(context: QuestionContext, index: number): Work<SortedSeries> {
  const serial = yield* serialNumbers(columnAt(context, index))
  const { rows, starts } = yield* orderByCode(serial.series, yield* orderBy(serial.numbers))
  const sizes = new Float64Array(starts.length - 1)
  for (let code = 0; code < sizes.length; code++) sizes[code] = starts[code]! - starts[code + 1]!
  return { serial, rows, starts, byRows: yield* orderBy(sizes) }
}

function* seriesOf({ serial, rows, starts }: SortedSeries, code: number): Work<NumberSeries> {
  const { numbers } = serial
  const start = starts[code]!
  const end = starts[code + 1]!
  const prefix = serial.prefixes[code]!
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
  // A series without a row does not exist: prefixes come from rows.
  const first = numbers[rows[start]!]!
  const last = numbers[rows[end - 1]!]!
  return { prefix, rows: end - start, numbers: distinct, first, last, missing, gaps, jumps, repeated }
}

interface Run {
  readonly first: number
  readonly last: number
  readonly rows: number
}

/** The run of numbers between two jumps that has most rows. */
function* longestRun({ serial, rows, starts }: SortedSeries, code: number, numbers: number): Work<Run> {
  const numberAt = (i: number) => serial.numbers[rows[i]!]!
  const start = starts[code]!
  const end = starts[code + 1]!
  let best: Run | null = null
  let from = start
  for (let i = start + 1; i <= end; i++) {
    if (i < end && numberAt(i) - numberAt(i - 1) - 1 <= numbers) continue
    if (best === null || i - from > best.rows) {
      best = { first: numberAt(from), last: numberAt(i - 1), rows: i - from }
    }
    from = i
    if (i % 4096 === 0) yield
  }
  yield
  return best ?? { first: NaN, last: NaN, rows: 0 }
}

function emptyBins(run: Run | null, rowCount: number) {
  const span = run === null || run.rows === 0 ? 0 : run.last - run.first + 1
  const width = Math.max(1, niceWidth(span / MAX_BINS))
  const count = Math.ceil(span / width)
  const first = run?.first ?? 0
  return {
    edges: Float64Array.from({ length: count + 1 }, (_, bin) =>
      bin < count ? first + bin * width : (run?.last ?? 0) + 1,
    ),
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
