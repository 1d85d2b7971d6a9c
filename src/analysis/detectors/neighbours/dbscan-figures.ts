import type { Diagnostic } from '../detector.ts'
import { packArray, type RecordReader } from '../model-record.ts'
import type { Clustering } from './dbscan-fit.ts'
import type { KDistances } from './k-distance-knee.ts'
import type { ReferenceRows } from './reference-rows.ts'

/** What can be seen of the clusters: plain data. */
export interface DbscanFigures {
  /** Reference rows, and how many of them are core, border and noise. */
  readonly rows: number
  readonly core: number
  readonly border: number
  readonly noise: number
  readonly clusters: number
  /** Rows of the largest clusters, the largest first. */
  readonly largest: Float64Array
  /** As chosen, before it is held to the number of rows. */
  readonly minPoints: number
  /** Whether ε was given, and not read off the curve. */
  readonly given: boolean
  /** Points of the curve: the share of rows up to, and their distance to the k-th nearest. */
  readonly share: Float64Array
  readonly distance: Float64Array
}

const CURVE_POINTS = 200
const CLUSTERS_SHOWN = 8

export function summarise(
  reference: ReferenceRows,
  { core, labels, clusters }: Clustering,
  curve: KDistances,
  minPoints: number,
  given: boolean,
): DbscanFigures {
  let coreRows = 0
  let noise = 0
  const sizes = new Float64Array(clusters)
  for (const [place, count] of reference.counts.entries()) {
    const label = labels[place]!
    if (core[place] === 1) coreRows += count
    if (label < 0) noise += count
    else sizes[label]! += count
  }
  const rows = reference.sampled
  const { share, distance } = thinned(curve)
  return {
    rows,
    core: coreRows,
    border: rows - coreRows - noise,
    noise,
    clusters,
    largest: sizes.sort().reverse().slice(0, CLUSTERS_SHOWN),
    minPoints,
    given,
    share,
    distance,
  }
}

/** Evenly over the rows, and more closely over the last twentieth, where the curve is steep. */
function thinned({ squares, upTo }: KDistances) {
  const total = upTo.at(-1) ?? 0
  const wanted: number[] = []
  for (let i = 0; i <= CURVE_POINTS / 2; i++) wanted.push((0.95 * i) / (CURVE_POINTS / 2))
  for (let i = 1; i <= CURVE_POINTS / 2; i++) wanted.push(0.95 + (0.05 * i) / (CURVE_POINTS / 2))
  const places: number[] = []
  let at = 0
  for (const share of wanted) {
    while (at < squares.length - 1 && upTo[at]! < share * total) at++
    if (squares.length > 0 && places.at(-1) !== at) places.push(at)
  }
  return {
    share: Float64Array.from(places, (place) => upTo[place]! / total),
    distance: Float64Array.from(places, (place) => Math.sqrt(squares[place]!)),
  }
}

/** @param epsilon the distance that was used */
export function diagnose(figures: DbscanFigures, epsilon: number): readonly Diagnostic[] {
  const { share, distance, minPoints, given } = figures
  const k = Math.max(1, minPoints - 1)
  const x = Array.from(share, (value) => value * 100)
  const y = Array.from(distance)
  const logY = y.length > 1 && y[0]! > 0 && y.at(-1)! > 20 * y[y.length >> 1]!
  // The mark stands where the curve passes ε.
  const passed = y.findIndex((value) => value >= epsilon)
  const label = `ε = ${three(epsilon)}${given ? '' : ', the knee'}`
  const marks = y.length === 0 ? [] : [{ x: x[passed < 0 ? x.length - 1 : passed]!, y: epsilon, label }]
  const clusterRows = Array.from(figures.largest, (rows, i) => ({
    name: i === 0 ? 'Rows in the largest cluster' : `Rows in cluster ${i + 1} by size`,
    value: rows,
  }))
  return [
    {
      kind: 'curve',
      title: `Distance to the ${ordinal(k)} nearest row`,
      caption:
        'Rows from the densest places to the loneliest. Where the curve turns steep, ordinary rows end: that is where ε is taken from when none is given.',
      xLabel: 'Share of rows (%)',
      yLabel: 'Distance, scaled columns',
      ...(logY ? { logY } : {}),
      lines: [{ name: 'Distance', x, y }],
      marks,
    },
    {
      kind: 'figures',
      title: 'Clusters',
      caption: `Core rows have at least ${minPoints} rows within ε, themselves among them; border rows are within ε of a core row; noise is everything else. Counted on the rows that distances are taken to.`,
      rows: [
        { name: 'ε', value: epsilon },
        { name: 'Clusters', value: figures.clusters },
        { name: 'Core rows', value: figures.core },
        { name: 'Border rows', value: figures.border },
        { name: 'Noise rows', value: figures.noise },
        ...clusterRows,
      ],
    },
  ]
}

export function packFigures(figures: DbscanFigures) {
  const { rows, core, border, noise, clusters, largest, minPoints, given, share, distance } = figures
  return {
    clustering: [rows, core, border, noise, clusters, minPoints, given ? 1 : 0].join(','),
    largest: packArray(largest),
    share: packArray(share),
    distance: packArray(distance),
  }
}

/** @throws InvalidModelError when a field is not as `packFigures` writes it */
export function readFigures(fields: RecordReader): DbscanFigures {
  const numbers = fields.string('clustering').split(',').map(Number)
  const [rows, core, border, noise, clusters, minPoints, given] = numbers
  const usable = numbers.every((value) => Number.isSafeInteger(value) && value >= 0)
  if (numbers.length !== 7 || !usable || core! + border! + noise! !== rows || given! > 1)
    fields.fail('the field clustering is damaged')
  const [largest, share, distance] = ['largest', 'share', 'distance'].map((key) => {
    const values = fields.float64(key)
    return values.every((value) => Number.isFinite(value) && value >= 0)
      ? values
      : fields.fail(`the field ${key} is damaged`)
  })
  if (largest!.length !== Math.min(clusters!, CLUSTERS_SHOWN)) fields.fail('the field largest is damaged')
  if (share!.length !== distance!.length) fields.fail('its curve is damaged')
  return {
    rows: rows,
    core: core!,
    border: border!,
    noise: noise!,
    clusters: clusters!,
    largest: largest!,
    minPoints: minPoints!,
    given: given === 1,
    share: share!,
    distance: distance!,
  }
}

function three(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}

function ordinal(k: number): string {
  const tens = k % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][k % 10] ?? 'th')
  return `${k}${ending}`
}
