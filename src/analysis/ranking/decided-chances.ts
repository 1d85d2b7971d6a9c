import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { distanceOf, placeOf, USUAL_QUALITY, type ChanceModel } from './chances.ts'
import { normalCdf } from '../math/normal.ts'

/** A row that was decided: where it ranks, and whether it is an anomaly. */
export interface DecidedRank {
  /** 0 = most anomalous. */
  readonly rank: number
  readonly anomaly: boolean
}

/** What decisions say of the whole file. */
export interface DecidedChances extends ChanceModel {
  /** The base rate's interval, some 95 % sure if the model holds. */
  readonly low: number
  readonly high: number
  readonly anomalies: number
  readonly falseAlarms: number
}

const BINS = 24
/** Base rates looked at: from one in a hundred thousand to a half, in logits. */
const [LEAST, MOST] = [-11.5, 0]
const RATES = 25
const DISTANCES = 13
const FARTHEST = 4
/** Spread of what is thought beforehand: of the logit of the base rate, and of the distance between the two kinds. */
const RATE_SPREAD = 2
const DISTANCE_SPREAD = 0.9

/**
 * The base rate and the quality of a ranking from the decisions made on some of its rows. Which rows were decided
 * does not matter, as long as they were chosen by rank, because only what a row is, given its rank, is counted; from
 * decisions at the top alone the rest of the file is guessed by the model, and the interval says how surely.
 *
 * @param decided at least one
 * @param stated the base rate thought likely before; decisions outweigh it as they come
 *
 * Cost: some 20 ms. The most likely pair on a grid, with a normal prior on each (a base rate within a factor of some
 * 50, and qualities as they spread over 29 labelled sets); the interval is that of the marginal over the grid.
 */
export function chancesFromDecisions(
  decided: readonly DecidedRank[],
  rows: number,
  stated: number,
): DecidedChances {
  const bins = binned(decided, rows)
  const usual = distanceOf(USUAL_QUALITY)
  const centre = logit(stated)
  const cells: { readonly rate: number; readonly distance: number; readonly weight: number }[] = []
  for (let i = 0; i < RATES; i++) {
    const rate = LEAST + ((MOST - LEAST) * i) / (RATES - 1)
    for (let j = 0; j < DISTANCES; j++) {
      const distance = (FARTHEST * j) / (DISTANCES - 1)
      const prior =
        -0.5 * (square((rate - centre) / RATE_SPREAD) + square((distance - usual) / DISTANCE_SPREAD))
      cells.push({ rate, distance, weight: prior + likelihood(bins, rate, distance) })
    }
  }
  const top = cells.reduce((best, { weight }) => Math.max(best, weight), -Infinity)
  const marginal = new Float64Array(RATES)
  let total = 0
  let rateSum = 0
  let distanceSum = 0
  cells.forEach(({ rate, distance, weight }, cell) => {
    const mass = exp(weight - top)
    total += mass
    rateSum += mass * rate
    distanceSum += mass * distance
    marginal[Math.floor(cell / DISTANCES)]! += mass
  })
  return {
    baseRate: unlogit(rateSum / total),
    // The chance that the higher of two normal values is the one whose mean is higher.
    quality: Math.min(0.999, Math.max(0.5, normalCdf(distanceSum / total / Math.SQRT2))),
    low: unlogit(rateAt(marginal, total, 0.025)),
    high: unlogit(rateAt(marginal, total, 0.975)),
    anomalies: decided.filter(({ anomaly }) => anomaly).length,
    falseAlarms: decided.filter(({ anomaly }) => !anomaly).length,
  }
}

interface Bin {
  /** Share of all rows that rank above, in the middle of the bin. */
  readonly share: number
  readonly anomalies: number
  readonly falseAlarms: number
}

/** Decisions by the logarithm of their rank: many at one place cost no more than one. */
function binned(decided: readonly DecidedRank[], rows: number): readonly Bin[] {
  const bins = new Map<number, { sum: number; anomalies: number; falseAlarms: number }>()
  const width = log(rows + 1) / BINS
  for (const { rank, anomaly } of decided) {
    const place = Math.floor(log(rank + 1) / width)
    const bin = bins.get(place) ?? { sum: 0, anomalies: 0, falseAlarms: 0 }
    bin.sum += rank + 0.5
    if (anomaly) bin.anomalies++
    else bin.falseAlarms++
    bins.set(place, bin)
  }
  return [...bins.values()]
    .map(({ sum, anomalies, falseAlarms }) => {
      return { share: sum / (anomalies + falseAlarms) / rows, anomalies, falseAlarms }
    })
    .sort((a, b) => a.share - b.share)
}

/** Of what the decided rows are, given their ranks. */
function likelihood(bins: readonly Bin[], rate: number, distance: number): number {
  const share = unlogit(rate)
  let sum = 0
  let place = distance + 2
  for (const bin of bins) {
    place = placeOf(bin.share, share, distance, place)
    const odds = rate + distance * place - 0.5 * distance * distance
    sum -= bin.anomalies * softplus(-odds) + bin.falseAlarms * softplus(odds)
  }
  return sum
}

/** The rate below which a part of the mass lies. */
function rateAt(marginal: Float64Array, total: number, part: number): number {
  let sum = 0
  let i = 0
  while (i < marginal.length - 1 && sum + marginal[i]! < part * total) sum += marginal[i++]!
  const within = marginal[i]! === 0 ? 0.5 : (part * total - sum) / marginal[i]!
  const step = (MOST - LEAST) / (RATES - 1)
  return Math.min(MOST, LEAST + step * (i + within - 0.5))
}

function softplus(x: number): number {
  return x > 30 ? x : log(1 + exp(x))
}

function logit(share: number): number {
  return log(share / (1 - share))
}

function unlogit(x: number): number {
  return 1 / (1 + exp(-x))
}

function square(x: number): number {
  return x * x
}
