import type { LabelSteps } from './label-steps.ts'

/** A line to draw: x never falls. */
export interface EvaluationCurve {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** A curve has at most some twice as many points. */
const CELLS = 512
/** Factor between two row counts of the gain curve, so that its beginning can be drawn on a log axis. */
const GROWTH = 1.015

/**
 * The ROC curve: the share of anomalies flagged (y) against the share of normal rows flagged (x), for every
 * score as the threshold; straight across rows of equal score.
 *
 * @returns from (0, 0) to (1, 1), thinned where there are many points: its area stays exactly that of all
 *   points, and no point is off by more than 1/256; empty unless both kinds of rows are there
 *
 * Cost: linear in the steps. Source: Fawcett 2006; `sklearn.metrics.roc_curve`.
 */
export function rocCurve({ count, positives, negatives, anomalies, normals }: LabelSteps): EvaluationCurve {
  if (anomalies === 0 || normals === 0) return nothing()
  const x = [0]
  const y = [0]
  let tp = 0
  let fp = 0
  let before: 'up' | 'across' | 'aslant' | null = null
  for (let s = 0; s < count; s++) {
    tp += positives[s]!
    fp += negatives[s]!
    const way = negatives[s] === 0 ? 'up' : positives[s] === 0 ? 'across' : 'aslant'
    // A corner that goes on the same way is none.
    if (way === before && way !== 'aslant') {
      x[x.length - 1] = fp / normals
      y[y.length - 1] = tp / anomalies
    } else {
      x.push(fp / normals)
      y.push(tp / anomalies)
    }
    before = way
  }
  return thinRising({ x: Float64Array.from(x), y: Float64Array.from(y) }, CELLS)
}

/**
 * A rising curve with fewer points and exactly the same area below it. Points between two kept ones become
 * one, on the falling diagonal of the box between those: where on it, the area decides.
 *
 * @param curve x and y both never fall, from 0 to 1
 * @param cells of x + y, to each of which a point is kept at most; curves with fewer points stay as they are
 */
export function thinRising(curve: EvaluationCurve, cells: number): EvaluationCurve {
  const { x, y } = curve
  if (x.length <= cells) return curve
  const outX = [x[0]!]
  const outY = [y[0]!]
  let from = 0
  let area = 0
  for (let i = 1; i < x.length; i++) {
    area += (x[i]! - x[i - 1]!) * ((y[i]! + y[i - 1]!) / 2)
    if (i < x.length - 1 && x[i]! + y[i]! - x[from]! - y[from]! < 2 / cells) continue
    const [width, height] = [x[i]! - x[from]!, y[i]! - y[from]!]
    const box = width * height
    if (i > from + 1 && box > 0) {
      // −1 … 1: how much more area than below the straight line, of what the box allows.
      const more = Math.max(-1, Math.min(1, (area - width * ((y[i]! + y[from]!) / 2)) / (box / 2)))
      outX.push(x[from]! + (width * (1 - more)) / 2)
      outY.push(y[from]! + (height * (1 + more)) / 2)
    }
    outX.push(x[i]!)
    outY.push(y[i]!)
    from = i
    area = 0
  }
  return { x: Float64Array.from(outX), y: Float64Array.from(outY) }
}

/**
 * The precision–recall curve as stairs: the precision (y) with which each further share of the anomalies (x)
 * is flagged. Its area is the average precision, also where it is thinned: a stair of a thinned curve is the
 * mean of the stairs it takes the place of, at most 1/256 of the anomalies.
 *
 * @returns corners from recall 0 to 1, where it falls to the share of anomalies; empty without an anomaly
 *
 * Cost: linear in the steps. Source: `sklearn.metrics.precision_recall_curve`, `average_precision_score`.
 */
export function precisionRecallCurve({
  count,
  positives,
  negatives,
  anomalies,
}: LabelSteps): EvaluationCurve {
  if (anomalies === 0) return nothing()
  const x: number[] = []
  const y: number[] = []
  const least = anomalies / CELLS
  let hits = 0
  let rows = 0
  let since = 0
  let area = 0
  for (let s = 0; s < count; s++) {
    hits += positives[s]!
    rows += positives[s]! + negatives[s]!
    area += positives[s]! * (hits / rows)
    if (hits === since || (hits < anomalies && hits - since < least)) continue
    const height = area / (hits - since)
    x.push(since / anomalies, hits / anomalies)
    y.push(height, height)
    since = hits
    area = 0
  }
  // With the last anomaly flagged, what follows only takes from the precision.
  x.push(1)
  y.push(anomalies / rows)
  return { x: Float64Array.from(x), y: Float64Array.from(y) }
}

/**
 * The gain curve: the share of the anomalies (y) among the first rows of the ranking, as a share of all
 * labelled rows (x). Rows of equal score enter evenly.
 *
 * @returns at row counts that are close together at the beginning, for a log axis too; from no row to all of
 *   them; empty without an anomaly
 *
 * Cost: linear in the steps.
 */
export function gainCurve({ count, positives, negatives, anomalies, normals }: LabelSteps): EvaluationCurve {
  if (anomalies === 0) return nothing()
  const total = anomalies + normals
  const places = gainPlaces(total)
  const y = new Float64Array(places.length)
  let s = 0
  let tp = 0
  let rows = 0
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!
    while (s < count - 1 && rows + positives[s]! + negatives[s]! < place) {
      tp += positives[s]!
      rows += positives[s]! + negatives[s]!
      s++
    }
    const share = (place - rows) / (positives[s]! + negatives[s]!)
    y[i] = (tp + share * positives[s]!) / anomalies
  }
  return { x: places.map((place) => place / total), y }
}

/** The lift curve: how many times as many anomalies are among the first rows, from one on, as among as many drawn by lot. */
export function liftCurve({ x, y }: EvaluationCurve): EvaluationCurve {
  const at = x.subarray(1)
  return { x: at.slice(), y: at.map((share, i) => y[i + 1]! / share) }
}

function gainPlaces(total: number): Float64Array {
  const places = [0]
  for (let k = 1; k < total; k = Math.max(k + 1, Math.min(k * GROWTH, k + total / CELLS)))
    if (Math.floor(k) !== places.at(-1)) places.push(Math.floor(k))
  places.push(total)
  return Float64Array.from(places)
}

/** Made anew each time: answers are given away. */
function nothing(): EvaluationCurve {
  return { x: new Float64Array(), y: new Float64Array() }
}
