import type { Curve } from '../../../analysis/run-context.ts'

/** From where to where the axes go; on a logarithmic axis as powers of ten. */
export interface CurveExtent {
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
  readonly logY: boolean
}

/**
 * Axes that show every point: y from 0 where all values are positive and not far from it, with some room above.
 * A logarithmic axis needs a positive value; what is not positive is left out then.
 */
export function curveExtent({ lines, marks = [], logY = false }: Curve): CurveExtent {
  const ys = [...lines.flatMap(({ y }) => y), ...marks.map(({ y }) => y)].filter(Number.isFinite)
  const x = extentOf([...lines.flatMap(({ x }) => x), ...marks.map((mark) => mark.x)].filter(Number.isFinite))
  const positive = ys.filter((y) => y > 0)
  if (logY && positive.length > 0) {
    const [low, high] = extentOf(positive.map((y) => Math.log10(y)))
    const room = Math.max(0.05, (high - low) * 0.06)
    return { x: widened(x), y: [low - room, high + room], logY: true }
  }
  const [low, high] = extentOf(ys)
  const from = low >= 0 && low < 0.7 * high ? 0 : low
  const room = high > from ? (high - from) * 0.06 : Math.max(1, Math.abs(high)) * 0.5
  return { x: widened(x), y: [from === 0 ? 0 : from - room, high + room], logY: false }
}

/** A value's place on the y axis; null where it has none. */
export function heightOf(y: number, { logY }: CurveExtent): number | null {
  if (!Number.isFinite(y) || (logY && y <= 0)) return null
  return logY ? Math.log10(y) : y
}

/** A line as an SVG path, with a gap where a point has no place. */
export function curvePath(
  line: Curve['lines'][number],
  extent: CurveExtent,
  toX: (x: number) => number,
  toY: (y: number) => number,
): string {
  let path = ''
  let pen = false
  for (const [i, x] of line.x.entries()) {
    const height = heightOf(line.y[i] ?? NaN, extent)
    if (height === null || !Number.isFinite(x)) {
      pen = false
      continue
    }
    path += `${pen ? 'L' : 'M'}${toX(x).toFixed(1)} ${toY(height).toFixed(1)}`
    pen = true
  }
  return path
}

/** The points of a curve at one x: the value of each line, null where it has none. */
export interface CurveRow {
  readonly x: number
  readonly y: readonly (number | null)[]
}

/** Points of a curve as rows of a table: one for each x, with the value of every line that has one there. */
export function curveRows({ lines }: Curve): readonly CurveRow[] {
  const rows = new Map<number, (number | null)[]>()
  for (const [l, line] of lines.entries()) {
    for (const [i, x] of line.x.entries()) {
      const row = rows.get(x) ?? lines.map(() => null)
      row[l] = line.y[i] ?? null
      rows.set(x, row)
    }
  }
  return [...rows].sort(([a], [b]) => a - b).map(([x, y]) => ({ x, y }))
}

/** At most about `most` of the rows, evenly spaced, the first and the last among them. */
export function thinned<T>(rows: readonly T[], most: number): readonly T[] {
  if (rows.length <= most) return rows
  const step = (rows.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, k) => rows[Math.round(k * step)]!)
}

function extentOf(values: readonly number[]): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : [0, 1]
}

function widened([low, high]: readonly [number, number]): readonly [number, number] {
  return low < high ? [low, high] : [low, low + 1]
}
