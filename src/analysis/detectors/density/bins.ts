/**
 * Bins of one variable: even ones in the middle, and where the tails are long, ones that widen outwards. Or, for a
 * variable of few values, one bin per value. Plain data.
 */
export interface Bins {
  /** (bins + 1,) ascending; one per value: the (bins,) values. */
  readonly edges: Float64Array
  /** The first of the even bins, and how many there are; 0 even bins: one bin per value. */
  readonly first: number
  readonly even: number
}

/** What bins are made from. */
export interface Spread {
  readonly rows: number
  readonly least: number
  readonly greatest: number
  /** The value below which a share 0 … 1 of the rows lies. */
  quantile(share: number): number
  /** Values lie on a grid of this step from `least` on; 0: they do not. */
  readonly step: number
}

/** Even bins are at least so many where the tails are not long. */
const FEWEST = 10
/** The even bins reach over all but this share of the rows at either end. */
const OUTER = 0.01
/** Each bin of a tail is so many times as wide as the one before. */
export const WIDENING = 1.5

/**
 * Bins after the rule of Freedman and Diaconis: 2 × (distance of the quartiles) ÷ ∛rows wide, or wide enough for
 * `most` of them to reach over the middle 98 % of the rows. Where more than `most` would be needed for all, bins
 * that widen by half each go on from there to the least and greatest value. One value of 10⁹ among values around 50
 * thus leaves the others apart.
 *
 * @param most even bins at most
 * @returns one bin per value where all values are equal
 */
export function binsFor(spread: Spread, most: number): Bins {
  const { step } = spread
  // On a grid, values stand in the middle of their bins, and a bin holds a whole number of them.
  const least = spread.least - step / 2
  const greatest = spread.greatest + step / 2
  const range = greatest - least
  if (!(range > 0)) return { edges: Float64Array.of(least), first: 0, even: 0 }
  const bulk = [OUTER, 1 - OUTER].map((share) => spread.quantile(share))
  const wanted = Math.max(evenWidth(spread), (bulk[1]! - bulk[0]!) / most)
  let width = Math.min(wanted || range / most, range / FEWEST)
  if (step > 0) width = Math.max(1, Math.round(width / step)) * step
  if (range / width <= most) {
    const even = Math.ceil(range / width - 1e-9)
    const fitted = step > 0 ? width : range / even
    const edges = evenEdges(least, fitted, even)
    // Rounding must not leave the greatest value out.
    edges[even] = Math.max(edges[even]!, greatest)
    return { edges, first: 0, even }
  }
  const centred = (bulk[0]! + bulk[1]!) / 2 - (most / 2) * width
  const from = Math.max(least, Math.min(centred, greatest - most * width))
  const low = step > 0 ? least + Math.floor((from - least) / width) * width : from
  const edges = evenEdges(low, width, most)
  // Rounding must neither add a bin nor leave the outermost values out.
  const slack = 1e-9 * width
  const left: number[] = []
  for (let at = low, by = width; at > least + slack; left.push(at)) at -= by *= WIDENING
  const right: number[] = []
  for (let at = edges[most]!, by = width; at < greatest - slack; right.push(at)) at += by *= WIDENING
  const all = Float64Array.of(...left.reverse(), ...edges, ...right)
  all[0] = Math.min(all[0]!, least)
  all[all.length - 1] = Math.max(all[all.length - 1]!, greatest)
  return { edges: all, first: left.length, even: most }
}

/** 0 where nearly all values are equal. */
function evenWidth({ rows, quantile }: Spread): number {
  const root = cubeRoot(rows)
  // Where the middle half of the values is one value, more of them say how wide the rest is spread.
  for (const share of [0.25, 0.1, 0.05, 0.02, 0.01]) {
    const width = (2 * (quantile(1 - share) - quantile(share))) / root
    if (width > 0) return width
  }
  return 0
}

/** By Newton's method, from above: + − × ÷ alone. */
function cubeRoot(n: number): number {
  let x = Math.max(1, n)
  for (;;) {
    const next = (2 * x + n / (x * x)) / 3
    if (!(next < x)) return x
    x = next
  }
}

function evenEdges(low: number, width: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, i) => low + i * width)
}
