import { log } from '../math/logarithm.ts'
import type { Work } from '../work.ts'
import { bitCount, type MissingBits } from './missing-bits.ts'

/** Two columns that are missing in the same rows clearly more often than if they had nothing to do with each other. */
export interface MissingPair {
  readonly a: number
  readonly b: number
  /** Rows in which both are missing. */
  readonly both: number
  /** Rows in which both would be if they were missing independently: missing(a) × missing(b) ÷ rows. */
  readonly expected: number
  /** Rows in which either is. */
  readonly either: number
  /** Likelihood ratio statistic G of the 2 × 2 table: how clear it is, whatever the size of the columns. */
  readonly g: number
}

/** The 99.9 % quantile of χ² with one degree of freedom, which G follows where chance alone is at work. */
const CLEAR = 10.83

/** Words of a pair that are compared before the next pause. */
const SLICE_WORDS = 1 << 22

/**
 * Pairs of columns that are missing together more often than chance explains, the clearest first: where there is no
 * such pair, one is named in one table of a thousand, however many columns there are.
 *
 * @param columns only those with missing cells
 * @returns in descending order of G
 *
 * Cost: rows ÷ 32 for each pair, in slices. Source: Dunning 1993 (log-likelihood ratio).
 */
export function* missingPairs(columns: readonly MissingBits[], rows: number): Work<readonly MissingPair[]> {
  const pairs: MissingPair[] = []
  const least = CLEAR + 2 * log(Math.max(1, (columns.length * (columns.length - 1)) / 2))
  let words = 0
  for (let i = 0; i < columns.length; i++) {
    for (let j = i + 1; j < columns.length; j++) {
      const [first, second] = [columns[i]!, columns[j]!]
      const both = countBoth(first.words, second.words)
      const expected = (first.count / rows) * second.count
      if (both > expected) {
        const g = likelihoodRatio(both, first.count, second.count, rows)
        const either = first.count + second.count - both
        if (g > least) pairs.push({ a: first.column, b: second.column, both, expected, either, g })
      }
      words += first.words.length + 64
      if (words >= SLICE_WORDS) {
        words = 0
        yield 0.5 + 0.5 * ((i + 1) / columns.length)
      }
    }
  }
  return pairs.sort((x, y) => y.g - x.g || x.a - y.a || x.b - y.b)
}

function countBoth(a: Uint32Array, b: Uint32Array): number {
  let count = 0
  for (let at = 0; at < a.length; at++) {
    const word = a[at]! & b[at]!
    if (word !== 0) count += bitCount(word)
  }
  return count
}

/** G = 2 Σ observed × ln(observed ÷ expected) over the four cells. */
function likelihoodRatio(both: number, a: number, b: number, rows: number): number {
  const term = (observed: number, left: number, right: number): number =>
    observed === 0 ? 0 : observed * log((observed / left) * (rows / right))
  const sum =
    term(both, a, b) +
    term(a - both, a, rows - b) +
    term(b - both, rows - a, b) +
    term(rows - a - b + both, rows - a, rows - b)
  return 2 * sum
}
