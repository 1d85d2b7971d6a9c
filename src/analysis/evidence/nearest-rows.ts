import { fitScaling, type Scaling } from '../detectors/scaling.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { cellsOfRow } from '../pipeline/cells.ts'
import { matrixToFit } from '../pipeline/detector-jobs.ts'
import { runWork } from '../pipeline/host.ts'
import type { RowCells } from '../pipeline/results.ts'
import type { Work } from '../work.ts'
import type { EvidenceContext } from './evidence-context.ts'

export interface NearestRowsRequest {
  readonly row: number
  /** The first `cut` rows of the order are flagged. */
  readonly cut: number
  /** How many rows are wanted. */
  readonly count: number
}

export interface NearestRows {
  readonly row: number
  /** The nearest first; equally near ones in the file's order. */
  readonly nearest: readonly NearRow[]
  /** Rows that were looked at. */
  readonly among: number
}

export interface NearRow extends RowCells {
  readonly rank: number
  /** On the columns' common scale: the root of the summed squares. */
  readonly distance: number
  /** Per source column of the matrix: its share of the squared distance, 0 … 1; 0 for a row at distance 0. */
  readonly shares: readonly { readonly column: number; readonly share: number }[]
}

const SLICE = 1 << 15

/**
 * The rows that are not flagged and lie nearest to a row, on the scale of the detectors that compare distances:
 * every matrix column in standard deviations of the rows that were fitted, each source column counting once.
 *
 * @returns at most `count` rows, exact
 * Cost: a pass over the matrix, some 0.1 s for a million rows of ten columns, in slices; the scale once per matrix.
 */
export async function nearestRows(
  { dataset, run, host }: EvidenceContext,
  { row, cut, count }: NearestRowsRequest,
): Promise<NearestRows> {
  const { order } = run.ranking
  const { x } = run.job
  const scaling = await scalingOf(run, host)
  const flagged = new Uint8Array(x.rowCount)
  for (let k = 0; k < cut; k++) flagged[order[k]!] = 1
  const flaggedCount = cut + (flagged[row] === 1 ? 0 : 1)
  flagged[row] = 1
  await host.breathe()
  const found = await runWork(nearest(x, scaling, row, flagged, count), host)
  const rankOf = new Map<number, number>(found.map(({ row: near }) => [near, 0]))
  for (let k = cut; k < order.length; k++) if (rankOf.has(order[k]!)) rankOf.set(order[k]!, k)
  const { table, lineOf } = dataset.read
  const near = found.map(({ row: other, square }): NearRow => {
    return {
      row: other,
      line: lineOf(other),
      cells: cellsOfRow(table, other),
      rank: rankOf.get(other)!,
      distance: Math.sqrt(square),
      shares: sharesOf(x, scaling, row, other, square),
    }
  })
  return { row, nearest: near, among: x.rowCount - flaggedCount }
}

const scalings = new WeakMap<FeatureMatrix, Scaling>()

/** Learned column by column, so that no slice is long; the same as `fitScaling` of the whole. */
async function scalingOf({ job }: EvidenceContext['run'], host: EvidenceContext['host']): Promise<Scaling> {
  const known = scalings.get(job.x)
  if (known !== undefined) return known
  const x = matrixToFit(job)
  const width = new Int32Array(x.sources.length)
  for (const source of x.sourceOf) width[source]!++
  const shift = new Float64Array(x.columns.length)
  const factor = new Float64Array(x.columns.length)
  for (const [c, values] of x.columns.entries()) {
    const source = x.sources[x.sourceOf[c]!]!
    const one = fitScaling(
      {
        rowCount: x.rowCount,
        columns: [values],
        names: [x.names[c]!],
        sourceOf: Int32Array.of(0),
        sources: [{ ...source, weight: source.weight / width[x.sourceOf[c]!]! }],
        standIns: [x.standIns?.[c] ?? null],
        ...(x.scaled === undefined ? {} : { scaled: x.scaled }),
      },
      'standard',
    )
    shift[c] = one.shift[0]!
    factor[c] = one.factor[0]!
    await host.breathe()
  }
  const scaling = { shift, factor }
  scalings.set(job.x, scaling)
  return scaling
}

interface Found {
  readonly row: number
  readonly square: number
}

/** @param out (rows,) 1: not looked at */
export function* nearest(
  x: FeatureMatrix,
  { factor }: Scaling,
  row: number,
  out: Uint8Array,
  count: number,
): Work<readonly Found[]> {
  const found: Found[] = []
  const squares = new Float64Array(Math.min(SLICE, x.rowCount))
  for (let start = 0; start < x.rowCount; start += SLICE) {
    const rows = Math.min(SLICE, x.rowCount - start)
    squares.fill(0)
    for (let c = 0; c < x.columns.length; c++) {
      if (factor[c]! > 0) addSquares(x.columns[c]!, start, rows, x.columns[c]![row]!, factor[c]!, squares)
    }
    keepNearest(squares, start, rows, out, count, found)
    yield
  }
  return found
}

function addSquares(
  values: Float32Array,
  start: number,
  rows: number,
  from: number,
  factor: number,
  squares: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const difference = (values[start + i]! - from) * factor
    squares[i] = squares[i]! + difference * difference
  }
}

/** `found` stays ordered by distance; rows come in ascending order, so that ties keep it. */
function keepNearest(
  squares: Float64Array,
  start: number,
  rows: number,
  out: Uint8Array,
  count: number,
  found: Found[],
): void {
  let worst = found.length < count ? Infinity : found[count - 1]!.square
  for (let i = 0; i < rows; i++) {
    const square = squares[i]!
    if (!(square < worst) || out[start + i] === 1) continue
    let at = found.length
    while (at > 0 && found[at - 1]!.square > square) at--
    found.splice(at, 0, { row: start + i, square })
    if (found.length > count) found.pop()
    if (found.length === count) worst = found[count - 1]!.square
  }
}

function sharesOf(x: FeatureMatrix, { factor }: Scaling, row: number, other: number, square: number) {
  const squares = new Float64Array(x.sources.length)
  for (let c = 0; c < x.columns.length; c++) {
    const difference = (x.columns[c]![row]! - x.columns[c]![other]!) * factor[c]!
    squares[x.sourceOf[c]!]! += difference * difference
  }
  return x.sources.map(({ column }, s) => ({ column, share: square > 0 ? squares[s]! / square : 0 }))
}
