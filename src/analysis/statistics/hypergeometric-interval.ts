import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { devianceTerm, stirlingError } from '../math/log-gamma.ts'

/** Whole rows, both ends included. */
export interface CountInterval {
  readonly low: number
  readonly high: number
}

/**
 * How many marked rows a finite set holds, told from a random draw without putting back: every count for which
 * neither as few nor as many hits would be rarer than (1 − confidence) / 2. It is Clopper and Pearson's interval
 * for finite sets, which auditors know as attribute sampling: never too narrow, and exact when every row is drawn.
 *
 * @param hits marked rows among the drawn, 0 … drawn
 * @param drawn rows drawn, 0 … population
 * @param population rows in the set
 * @param confidence 0 … 1, e.g. 0.95
 * @returns counts of marked rows in the whole set; 0 … population for a draw of nothing
 *
 * Cost: drawn × log(population).
 * Source: Buonaccorsi, The American Statistician 41 (1987); Wendell & Schmee, JASA 91 (1996).
 */
export function hypergeometricInterval(
  hits: number,
  drawn: number,
  population: number,
  confidence: number,
): CountInterval {
  const tail = (1 - confidence) / 2
  const least = hits
  const most = population - (drawn - hits)
  // As many hits or more get likelier with every marked row, as few or fewer get rarer.
  const low =
    hits === 0 ? least : firstWhere(least, most, (marked) => atLeast(hits, drawn, marked, population) > tail)
  const high =
    hits === drawn
      ? most
      : firstWhere(least, most + 1, (marked) => atMost(hits, drawn, marked, population) <= tail) - 1
  return { low: Math.min(low, most), high: Math.max(high, low) }
}

/** The first whole number in low … high for which the test, false then true, holds; `high` where none does. */
function firstWhere(low: number, high: number, test: (count: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (test(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function atLeast(hits: number, drawn: number, marked: number, population: number): number {
  return atMost(drawn - hits, drawn, population - marked, population)
}

/** The chance of at most `hits` marked rows among the drawn. */
function atMost(hits: number, drawn: number, marked: number, population: number): number {
  const fewest = Math.max(0, drawn - (population - marked))
  const greatest = Math.min(drawn, marked)
  if (hits < fewest) return 0
  if (hits >= greatest) return 1
  // Always from the term next to the middle outwards, each by its ratio to the one before: none is lost to 0.
  const middle = ((drawn + 1) * (marked + 1)) / (population + 2)
  let sum = 0
  if (hits < middle) {
    let term = chance(hits, drawn, marked, population)
    for (let k = hits; k >= fewest && term > sum * 1e-17; k--) {
      sum += term
      term *= (k * (population - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1))
    }
    return sum
  }
  let term = chance(hits + 1, drawn, marked, population)
  for (let k = hits + 1; k <= greatest && term > sum * 1e-17; k++) {
    sum += term
    term *= ((marked - k) * (drawn - k)) / ((k + 1) * (population - marked - drawn + k + 1))
  }
  return 1 - sum
}

/** The chance of exactly `hits`, by the saddle point: three binomials, whose ratio it is. */
function chance(hits: number, drawn: number, marked: number, population: number): number {
  const share = drawn / population
  return exp(
    logBinomial(hits, marked, share) +
      logBinomial(drawn - hits, population - marked, share) -
      logBinomial(drawn, population, share),
  )
}

/** log of the chance of k of n, each with chance p. Source: Loader 2000. */
function logBinomial(k: number, n: number, p: number): number {
  if (n === 0) return 0
  if (p >= 1) return k === n ? 0 : -Infinity
  const q = 1 - p
  if (k === 0) return n * log(q)
  if (k === n) return n * log(p)
  return (
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    devianceTerm(k, n * p) -
    devianceTerm(n - k, n * q) -
    0.5 * log((TAU * k * (n - k)) / n)
  )
}

const TAU = 6.283185307179586
