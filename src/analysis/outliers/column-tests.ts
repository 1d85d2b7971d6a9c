import type { DetectorParams } from '../detectors/detector.ts'
import { normalCdf } from '../math/normal.ts'
import { countAtMost, countBelow } from '../statistics/sorted-values.ts'
import type { CutChoice } from '../settings.ts'
import type { Work } from '../work.ts'
import type { ColumnValues } from './column-values.ts'
import { generalisedEsd, type EsdStep } from './generalised-esd.ts'
import { grubbsCritical, grubbsP } from './grubbs.ts'
import { deviation, meanBand, medianBand, quartileBand, type Band } from './spread.ts'

/** What the user can set for the tests of one column. */
export interface TestSettings {
  /** Standard deviations from the mean. */
  readonly k: number
  /** Robust standard deviations from the median. */
  readonly modifiedZ: number
  /** Distances between the quartiles, from the nearer quartile. */
  readonly fences: number
  /** Chance that Grubbs' and the ESD test find something in a clean normal sample. */
  readonly alpha: number
  /** Outliers that the ESD test looks for at most. */
  readonly most: number
}

export const DEFAULT_TEST_SETTINGS: TestSettings = {
  k: 3,
  modifiedZ: 3.5,
  fences: 1.5,
  alpha: 0.05,
  most: 100,
}

export type TestId = 'mean-sd' | 'modified-z' | 'iqr' | 'grubbs' | 'esd'

/** What one test says of one column. Values are on the transformed scale; `limits` below says them in the data's. */
export interface TestResult {
  readonly id: TestId
  readonly band: Band
  /** In spreads: what lies farther outside the band is called an outlier. */
  readonly critical: number
  /** The largest deviation of any value, in spreads; 0 without values. */
  readonly largest: number
  /** Values found: so many of the smallest, and so many of the largest. Equal values are found together. */
  readonly below: number
  readonly above: number
  /** Why the test has nothing to say, or says it by another scale than usual. */
  readonly notice: TestNotice | null
  /** Values that would be found in as many normal ones without any outlier; absent: not a figure of this test. */
  readonly expected?: number
  /** Grubbs: the chance of so large a deviation in a clean normal sample. */
  readonly p?: number
  /** ESD: its steps. */
  readonly steps?: readonly EsdStep[]
  /** ESD: how many steps it was allowed. */
  readonly outliers?: number
}

export type TestNotice = 'no-values' | 'too-few' | 'equal' | 'mean-deviation' | 'reached-most'

/**
 * All tests of one column side by side.
 *
 * @param values of the column on the transformed scale
 * @returns in a fixed order
 *
 * Cost: that of the ESD test; the others need only the figures.
 */
export function* columnTests(values: ColumnValues, settings: TestSettings): Work<TestResult[]> {
  return [
    byBand('mean-sd', values, meanBand(values), settings.k, settings.k),
    byBand('modified-z', values, medianBand(values), settings.modifiedZ, settings.modifiedZ),
    byBand('iqr', values, quartileBand(values), settings.fences, QUARTILE * (1 + 2 * settings.fences)),
    grubbs(values, settings.alpha),
    yield* esd(values, settings),
  ]
}

function byBand(
  id: TestId,
  values: ColumnValues,
  { by, ...band }: Band & { readonly by?: string },
  critical: number,
  normalDeviations: number,
): TestResult {
  return {
    id,
    band,
    critical,
    largest: largestDeviation(values.sorted, band),
    ...outside(values.sorted, band, critical),
    notice: noticeOf(values, by),
    expected: 2 * values.sorted.length * normalCdf(-normalDeviations),
  }
}

function noticeOf({ sorted, moments }: ColumnValues, by?: string): TestNotice | null {
  if (sorted.length === 0) return 'no-values'
  if (moments.min === moments.max) return 'equal'
  return by === 'mean-deviation' ? 'mean-deviation' : null
}

/** Of a standard normal distribution. */
const QUARTILE = 0.6744897501960817

/** The one value that is farthest from the mean, where it is too far; others as far out are equal to it. */
function grubbs(values: ColumnValues, alpha: number): TestResult {
  const { sorted } = values
  const band = meanBand(values)
  const critical = grubbsCritical(sorted.length, alpha)
  const largest = largestDeviation(sorted, band)
  const found = largest > critical
  // Only what is as far out as the farthest: a second outlier would need the first taken away.
  const highest = found && deviation(sorted[sorted.length - 1]!, band) === largest
  const lowest = found && deviation(sorted[0]!, band) === largest
  return {
    id: 'grubbs',
    band,
    critical,
    largest,
    below: lowest ? countAtMost(sorted, sorted[0]!) : 0,
    above: highest ? sorted.length - countBelow(sorted, sorted[sorted.length - 1]!) : 0,
    notice: noticeOf(values) ?? (sorted.length < 3 ? 'too-few' : null),
    p: grubbsP(largest, sorted.length),
  }
}

function* esd(values: ColumnValues, { alpha, most }: TestSettings): Work<TestResult> {
  const { sorted } = values
  const n = sorted.length
  const { steps, outliers, below, above, mean, sd, critical } = yield* generalisedEsd(sorted, most, alpha)
  const band = { low: mean, high: mean, spread: sd }
  return {
    id: 'esd',
    band,
    critical,
    largest: largestDeviation(sorted, band),
    below: below === 0 ? 0 : countAtMost(sorted, sorted[below - 1]!),
    above: above === 0 ? 0 : n - countBelow(sorted, sorted[n - above]!),
    notice:
      noticeOf(values) ??
      (n < 3 ? 'too-few' : outliers > 0 && outliers === Math.floor(most) ? 'reached-most' : null),
    steps,
    outliers,
  }
}

function outside(
  sorted: Float64Array,
  band: Band,
  critical: number,
): { readonly below: number; readonly above: number } {
  if (!(band.spread > 0)) return { below: 0, above: 0 }
  return {
    below: firstNotBelow(sorted, band, critical),
    above: sorted.length - firstAbove(sorted, band, critical),
  }
}

/** How many of the smallest values lie farther below the band than `critical` spreads. */
function firstNotBelow(sorted: Float64Array, band: Band, critical: number): number {
  return partition(sorted.length, (i) => sorted[i]! < band.low && deviation(sorted[i]!, band) > critical)
}

/** The place of the first value that lies farther above the band than `critical` spreads. */
function firstAbove(sorted: Float64Array, band: Band, critical: number): number {
  return partition(sorted.length, (i) => !(sorted[i]! > band.high && deviation(sorted[i]!, band) > critical))
}

/** How many of the first places hold, for a property that holds up to some place and not after it. */
function partition(length: number, holds: (i: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

function largestDeviation(sorted: Float64Array, band: Band): number {
  if (sorted.length === 0) return 0
  return Math.max(deviation(sorted[0]!, band), deviation(sorted[sorted.length - 1]!, band))
}

/** How to get a test's rows as the flagged ones: on the page, on the command line, in saved settings. */
export interface TestRanking {
  readonly detector: string
  readonly params: DetectorParams
  readonly cut: CutChoice
}

/**
 * The detector that ranks rows by a test's statistic, and the score from which on rows are flagged: the test's
 * own critical value, or where that would not give the same rows (a value exactly on a fence, equal values)
 * the middle between the last value that is found and the first that is not.
 *
 * @param column its name, as the detector's parameter says it
 */
export function rankingOf(
  { id, band, critical, below, above }: TestResult,
  sorted: Float64Array,
  column: string,
  transform: string,
  { alpha, most }: TestSettings,
): TestRanking {
  const n = sorted.length
  const at = (place: number): number => (place >= 0 && place < n ? deviation(sorted[place]!, band) : NaN)
  const found = Math.min(below > 0 ? at(below - 1) : Infinity, above > 0 ? at(n - above) : Infinity)
  const left = below + above < n ? Math.max(at(below), at(n - 1 - above)) : 0
  const separates = critical > left * (1 + CLOSE) && critical <= found * (1 - CLOSE)
  const nothing = found === Infinity && !(critical < Infinity && separates)
  const score = nothing ? left * 2 + 1 : separates ? critical : left + (found - left) / 2
  const params = { column, transform, ...(id === 'esd' ? { alpha, most } : {}) }
  return { detector: id === 'grubbs' ? 'mean-sd' : id, params, cut: { by: 'score', score } }
}

/** Scores are Float32, of Float32 values. */
const CLOSE = 1e-6
