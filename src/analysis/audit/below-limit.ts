import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { sortedColumn, valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { countAtMost, countBelow, quantileOfSorted } from '../statistics/sorted-values.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { binomialUpperTail, exactInterval } from './binomial.ts'
import { entityShares, type EntityShares } from './entity-shares.ts'

export interface BelowLimitRequest {
  readonly column: number
  /** Above 0; empty: the suggested ones, or where there are none some round amounts near the top of the column. */
  readonly limits: readonly number[]
  /** Width of a band as a share of the limit, above 0 and below 0.5. */
  readonly width: number
  /** Which of the limits is looked at closely. */
  readonly chosen: number
  readonly entity: number | null
  readonly rows: boolean
}

/** Rows in a band just below a limit against the band just above it. */
export interface LimitLine {
  readonly limit: number
  /** limit × (1 − width) ≤ amount < limit */
  readonly below: number
  /** amount = limit: in neither band, because the limit may or may not be allowed. */
  readonly exactly: number
  /** limit < amount ≤ limit × (1 + width) */
  readonly above: number
  /** below / above; ∞ where nothing is above, NaN where both are empty. */
  readonly ratio: number
  /** Exact 95 % interval of the ratio. */
  readonly low: number
  readonly high: number
  /** The ratio that the next band on either side suggests: the trend of the column around the limit. */
  readonly expectedRatio: number
  /** Rows below beyond what the band above and the trend suggest. */
  readonly excess: number
  /** Probability of so many rows below, or more, by chance. */
  readonly p: number
  /** Whether the limit was found, not entered. */
  readonly suggested: boolean
}

export interface BelowLimitAnswer {
  readonly lines: readonly LimitLine[]
  /** Round amounts with more rows just below than just above, the least probable first. */
  readonly suggested: readonly number[]
  /** The limit that the bins are about; null without limits. */
  readonly chosen: number | null
  /** (BINS + 1,) amounts, from two widths below to two above; bin BINS / 2 holds exactly the limit. */
  readonly edges: Float64Array
  readonly counts: Uint32Array
  readonly entities: EntityShares | null
  /** (rows,) bin around the chosen limit, or 65535; null unless asked for. */
  readonly bins: Uint16Array | null
}

/** On each side of the limit. */
const SIDE = 10
const BINS = 2 * SIDE + 1
const NONE = 0xffff
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 9]
const FEWEST_ROWS = 20
const SUGGESTED = 5

/**
 * Whether amounts gather just below a limit, such as one above which someone else must approve.
 *
 * @param request limits and the width of the bands
 * @returns a line per limit; entities by their share of the rows in both bands that are below
 * Errors: UsageError for an unknown column, FlagstoneError for one without numbers.
 * Cost: n log n once for the sorted column, which is kept; then linear, some 20 ms for a million rows.
 * Source: the interval of the ratio is Clopper and Pearson's of below / (below + above).
 */
export function* belowLimit(context: QuestionContext, request: BelowLimitRequest): Work<BelowLimitAnswer> {
  const { column, width, entity } = request
  const { values } = valueColumnAt(context, column)
  const sorted = yield* sortedColumn(context, column)
  yield
  const suggested = suggestedLimits(sorted, width)
  const limits =
    request.limits.length > 0 ? request.limits : suggested.length > 0 ? suggested : roundLimits(sorted)
  const lines = limits.map((limit) => ({
    ...limitLine(sorted, limit, width),
    suggested: suggested.includes(limit),
  }))
  yield
  const chosen = limits[Math.min(request.chosen, limits.length - 1)] ?? null
  const edges = new Float64Array(BINS + 1)
  const counts = new Uint32Array(BINS)
  const bins = new Uint16Array(values.length).fill(NONE)
  const marks = new Uint8Array(entity === null ? 0 : values.length)
  if (chosen !== null) {
    const step = (2 * width * chosen) / SIDE
    for (let i = 0; i <= SIDE; i++) {
      edges[i] = chosen - (SIDE - i) * step
      edges[BINS - i] = chosen + (SIDE - i) * step
    }
    const bandLow = chosen * (1 - width)
    const bandHigh = chosen * (1 + width)
    for (let row = 0; row < values.length; row++) {
      if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
      const value = values[row]!
      const bin = binAround(value, chosen, step)
      if (bin < 0) continue
      bins[row] = bin
      counts[bin]!++
      if (entity !== null && value >= bandLow && value <= bandHigh && value !== chosen) {
        marks[row] = value < chosen ? 2 : 1
      }
    }
  }
  const entities =
    entity === null || chosen === null ? null : yield* entityShares(context, entity, marks, 100)
  return { lines, suggested, chosen, edges, counts, entities, bins: request.rows ? bins : null }
}

function binAround(value: number, limit: number, step: number): number {
  if (value === limit) return SIDE
  if (value < limit) {
    const bin = SIDE - Math.ceil((limit - value) / step)
    return bin >= 0 ? bin : -1
  }
  // NaN ends here too.
  const bin = SIDE + Math.ceil((value - limit) / step)
  return bin < BINS ? bin : -1
}

function limitLine(sorted: Float64Array, limit: number, width: number): Omit<LimitLine, 'suggested'> {
  const from = (k: number) => countBelow(sorted, limit * (1 - k * width))
  const to = (k: number) => countAtMost(sorted, limit * (1 + k * width))
  const start = countBelow(sorted, limit)
  const end = countAtMost(sorted, limit)
  const below = start - from(1)
  const above = to(1) - end
  const farBelow = from(1) - from(2)
  const farAbove = to(2) - to(1)
  // Four bands whose logarithms would lie on a line: the inner two are a third as far apart as the outer two.
  const expectedRatio = exp(log((farBelow + 0.5) / (farAbove + 0.5)) / 3)
  const [low, high] = exactInterval(below, below + above, 0.95)
  return {
    limit,
    below,
    exactly: end - start,
    above,
    ratio: above === 0 ? (below === 0 ? NaN : Infinity) : below / above,
    low: low / (1 - low),
    high: high >= 1 ? Infinity : high / (1 - high),
    expectedRatio,
    excess: below - above * expectedRatio,
    p: binomialUpperTail(below, below + above, expectedRatio / (1 + expectedRatio)),
  }
}

/** Round amounts in the upper half of the positive amounts, where the density drops more than its trend does. */
function suggestedLimits(sorted: Float64Array, width: number): number[] {
  const positive = sorted.subarray(countAtMost(sorted, 0))
  if (positive.length < 100) return []
  const lowest = quantileOfSorted(positive, 0.5)
  const highest = positive[positive.length - 1]!
  const found: { readonly limit: number; readonly p: number }[] = []
  let power = 1
  while (power > lowest) power /= 10
  while (power * 10 <= lowest) power *= 10
  for (; power <= highest; power *= 10) {
    for (const round of ROUND) {
      const limit = round * power
      if (limit < lowest || limit > highest) continue
      const { below, low, expectedRatio, p } = limitLine(sorted, limit, width)
      if (below >= FEWEST_ROWS && low > 1.1 * Math.max(1, expectedRatio)) found.push({ limit, p })
    }
  }
  const strict = found.filter(({ p }) => p < 0.001).sort((a, b) => a.p - b.p || a.limit - b.limit)
  return strict.slice(0, SUGGESTED).map(({ limit }) => limit)
}

/** The largest of 1, 2, 5 × 10^k at or below the 90th, 95th and 99th percentile of the positive amounts. */
function roundLimits(sorted: Float64Array): number[] {
  const positive = sorted.subarray(countAtMost(sorted, 0))
  if (positive.length === 0) return []
  const limits = [0.9, 0.95, 0.99].map((share) => roundBelow(quantileOfSorted(positive, share)))
  return [...new Set(limits)]
}

function roundBelow(value: number): number {
  let power = 1
  while (power > value) power /= 10
  while (power * 10 <= value) power *= 10
  return power * ([5, 2].find((factor) => factor * power <= value) ?? 1)
}
