import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'

/** A generalized Pareto distribution of what goes beyond a threshold. */
export interface GeneralizedPareto {
  /** ξ: above 0 a heavy tail, 0 an exponential one, below 0 a tail that ends. */
  readonly shape: number
  /** σ, above 0, in the unit of the excesses. */
  readonly scale: number
}

/** Nearer to 0 than this the shape is 0: the formulas would divide by nearly nothing. */
const NO_SHAPE = 1e-8
const GRID = 40
const STEPS = 60

/**
 * Fits a generalized Pareto distribution by maximum likelihood.
 *
 * @param excesses (n,) above 0, at least one; NaN is not allowed
 * @returns shapes from −1 up, below which the likelihood has no bound
 *
 * Cost: some 130 logarithms per excess. Source: Grimshaw, Technometrics 35 (1993): for a given θ = ξ / σ the best ξ is
 * the mean of log(1 + θ y), so that one number is looked for; Coles (2001), chapter 4.
 */
export function fitGeneralizedPareto(excesses: Float64Array): GeneralizedPareto {
  let mean = 0
  let most = 0
  for (const y of excesses) {
    mean += y / excesses.length
    if (y > most) most = y
  }
  // θ from just above −1 / max, where the tail would end at the highest excess, to where the mean means nothing.
  const lowest = -(1 - 1e-9) / most
  const places = [0]
  for (let i = 1; i <= GRID; i++) {
    const part = exp(-16 * (1 - i / GRID))
    places.push(lowest * part, part * (100 / mean))
  }
  places.sort((a, b) => a - b)
  let best = 0
  let highest = -Infinity
  places.forEach((theta, i) => {
    const value = profile(excesses, mean, theta)
    if (value <= highest) return
    best = i
    highest = value
  })
  const theta = highestBetween(
    (at) => profile(excesses, mean, at),
    places[Math.max(0, best - 1)]!,
    places[Math.min(places.length - 1, best + 1)]!,
  )
  const shape = shapeFor(excesses, theta)
  if (Math.abs(shape) < NO_SHAPE || theta === 0) return { shape: 0, scale: mean }
  return { shape, scale: shape / theta }
}

/**
 * The share of a generalized Pareto distribution above y.
 *
 * @param y 0 or more
 */
export function paretoSurvival({ shape, scale }: GeneralizedPareto, y: number): number {
  if (Math.abs(shape) < NO_SHAPE) return exp(-y / scale)
  const inside = 1 + (shape * y) / scale
  return inside <= 0 ? 0 : exp(-log(inside) / shape)
}

/**
 * The y above which a share of a generalized Pareto distribution lies.
 *
 * @param share above 0; above 1 gives a y below 0
 */
export function paretoQuantile({ shape, scale }: GeneralizedPareto, share: number): number {
  const size = log(share)
  return Math.abs(shape) < NO_SHAPE ? -scale * size : (scale / shape) * (exp(-shape * size) - 1)
}

/** The log-likelihood per excess at θ, with the best shape for it; −∞ where the shape would be below −1. */
function profile(excesses: Float64Array, mean: number, theta: number): number {
  const shape = shapeFor(excesses, theta)
  if (shape < -1) return -Infinity
  if (Math.abs(shape) < NO_SHAPE) return -log(mean) - 1
  return -log(shape / theta) - shape - 1
}

function shapeFor(excesses: Float64Array, theta: number): number {
  let sum = 0
  for (let i = 0; i < excesses.length; i++) sum += log(1 + theta * excesses[i]!)
  return sum / excesses.length
}

/** Where a function with one peak is highest: golden section. */
function highestBetween(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  let [a, b] = [low + GOLDEN * (high - low), high - GOLDEN * (high - low)]
  let [atA, atB] = [f(a), f(b)]
  for (let i = 0; i < STEPS && high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)); i++) {
    if (atA < atB) {
      low = a
      ;[a, atA] = [b, atB]
      b = high - GOLDEN * (high - low)
      atB = f(b)
    } else {
      high = b
      ;[b, atB] = [a, atA]
      a = low + GOLDEN * (high - low)
      atA = f(a)
    }
  }
  return (low + high) / 2
}

const GOLDEN = 0.3819660112501051
