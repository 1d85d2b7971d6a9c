import type { RobustScatter } from '../../outliers/robust-scatter.ts'
import type { Work } from '../../work.ts'
import { countValues, valueAtShare } from '../density/value-counts.ts'

/**
 * Adds the columns that robust distances leave out because half of their values or more are the same, each on its
 * own: around that value, by the root of the mean squared distance from it. Their ordinary rows have no spread that
 * a covariance with other columns could be estimated from, but their other rows may be what is odd.
 */
export function* withMostlyEqual(
  scatter: RobustScatter,
  columns: readonly Float32Array[],
  standIns: readonly (Uint8Array | null)[] | undefined,
): Work<RobustScatter> {
  const added: { column: number; shift: number; scale: number }[] = []
  for (const { column, reason } of scatter.leftOut) {
    if (reason !== 'mostly-equal') continue
    const own = spreadOf(columns[column]!, standIns?.[column] ?? null)
    if (own.scale > 0) added.push({ column, ...own })
    yield
  }
  if (added.length === 0) return scatter
  const before = scatter.columns.length
  const d = before + added.length
  const lower = new Float64Array(d * d)
  for (let j = 0; j < before; j++) lower.set(scatter.lower.subarray(j * before, (j + 1) * before), j * d)
  for (let j = before; j < d; j++) lower[j * d + j] = 1
  return {
    ...scatter,
    columns: Int32Array.of(...scatter.columns, ...added.map(({ column }) => column)),
    shift: Float64Array.of(...scatter.shift, ...added.map(({ shift }) => shift)),
    scale: Float64Array.of(...scatter.scale, ...added.map(({ scale }) => scale)),
    centre: Float64Array.of(...scatter.centre, ...added.map(() => 0)),
    lower,
    leftOut: scatter.leftOut.filter(({ column }) => added.every((one) => one.column !== column)),
  }
}

/** The median, which is the value that most rows have, and the root of the mean squared distance from it. */
function spreadOf(values: Float32Array, standIns: Uint8Array | null): { shift: number; scale: number } {
  const counted = countValues(values, standIns, () => undefined)
  if (counted.rows === 0) return { shift: 0, scale: 0 }
  const shift = valueAtShare(counted, 0.5)
  let squares = 0
  for (let i = 0; i < counted.values.length; i++) {
    const rows = counted.atMost[i]! - (i === 0 ? 0 : counted.atMost[i - 1]!)
    const away = counted.values[i]! - shift
    squares += rows * away * away
  }
  return { shift, scale: Math.sqrt(squares / counted.rows) }
}
