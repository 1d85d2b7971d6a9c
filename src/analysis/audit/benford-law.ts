import { log } from '../math/logarithm.ts'

export type BenfordTest = 'first' | 'second' | 'first-two' | 'last-two'

/** How far a mean absolute deviation is from the law, in Nigrini's words. */
export type Conformity = 'close' | 'acceptable' | 'marginal' | 'nonconformity'

/** What a test counts: bin b stands for the digits `from` + b. */
export interface BenfordDigits {
  readonly from: number
  readonly bins: number
}

export const DIGITS: Readonly<Record<BenfordTest, BenfordDigits>> = {
  first: { from: 1, bins: 9 },
  second: { from: 0, bins: 10 },
  'first-two': { from: 10, bins: 90 },
  'last-two': { from: 0, bins: 100 },
}

/** Upper ends of close, acceptable and marginal conformity. Source: Nigrini, Benford's Law (2012), table 7.1. */
export const BANDS: Readonly<Record<BenfordTest, readonly [number, number, number] | null>> = {
  first: [0.006, 0.012, 0.015],
  second: [0.008, 0.01, 0.012],
  'first-two': [0.0012, 0.0018, 0.0022],
  'last-two': null,
}

/**
 * The share of each digit (or pair): Benford's law for leading digits, all alike for the last two.
 *
 * @returns (bins,) shares that sum to 1
 */
export function expectedShares(test: BenfordTest): Float64Array {
  const { from, bins } = DIGITS[test]
  return Float64Array.from({ length: bins }, (_, bin) => {
    if (test === 'last-two') return 1 / bins
    if (test !== 'second') return leadingShare(from + bin)
    let share = 0
    for (let first = 1; first <= 9; first++) share += leadingShare(10 * first + bin)
    return share
  })
}

/** The band that a mean absolute deviation falls in; null for the last two digits, which have no published one. */
export function conformityOf(test: BenfordTest, mad: number): Conformity | null {
  const bands = BANDS[test]
  if (bands === null || Number.isNaN(mad)) return null
  const [close, acceptable, marginal] = bands
  if (mad <= close) return 'close'
  if (mad <= acceptable) return 'acceptable'
  return mad <= marginal ? 'marginal' : 'nonconformity'
}

/** log10(1 + 1/d) */
function leadingShare(digits: number): number {
  return log((digits + 1) / digits) / LN10
}

const LN10 = 2.302585092994046
