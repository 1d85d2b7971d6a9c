import { columnList } from '../column-list.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { inDomain, transformed, type Transform } from './transform.ts'

/**
 * The transform of each column: the chosen one where all of the column's own values have a place on its scale,
 * else none.
 *
 * @param columns (rows,) each
 * @param standIns per column: 1 where the value is not the file's; those are not asked
 * @param may whether a column may be transformed at all
 *
 * Cost: linear, in slices.
 */
export function* transformsFor(
  columns: readonly Float32Array[],
  standIns: readonly (Uint8Array | null)[] | undefined,
  chosen: Transform,
  may: (column: number) => boolean,
): Work<readonly Transform[]> {
  const found: Transform[] = []
  for (const [c, values] of columns.entries()) {
    const least = chosen === 'none' || !may(c) ? NaN : yield* leastOf(values, standIns?.[c] ?? null)
    // NaN: no transform.
    found.push(least === least && inDomain(least, chosen) ? chosen : 'none')
  }
  return found
}

function* leastOf(values: Float32Array, standIns: Uint8Array | null): Work<number> {
  let least = Infinity
  for (let row = 0; row < values.length; row++) {
    if (values[row]! < least && (standIns === null || standIns[row] === 0)) least = values[row]!
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return least
}

/** Columns on their transformed scales; those without a transform are the given ones. Cost: linear, in slices. */
export function* transformColumns(
  columns: readonly Float32Array[],
  transforms: readonly Transform[],
): Work<readonly Float32Array[]> {
  const out: Float32Array[] = []
  for (const [c, values] of columns.entries()) {
    const transform = transforms[c] ?? 'none'
    if (transform === 'none') {
      out.push(values)
      continue
    }
    const scaled = new Float32Array(values.length)
    for (let row = 0; row < values.length; row++) {
      scaled[row] = transformed(values[row]!, transform)
      // A logarithm takes some 20 ns.
      if (row % (SLICE_ROWS / 2) === SLICE_ROWS / 2 - 1) yield
    }
    out.push(scaled)
  }
  return out
}

/** Sentences about the columns that stay as they are though a transform was chosen. */
export function untransformedNote(
  chosen: Transform,
  transforms: readonly Transform[],
  places: Iterable<number>,
  names: readonly string[],
): readonly string[] {
  if (chosen === 'none') return []
  const left = [...places].filter((c) => transforms[c] === 'none').map((c) => names[c] ?? '')
  if (left.length === 0) return []
  const needs = chosen === 'log' ? 'ln x needs values above 0' : 'ln(1 + x) needs values above −1'
  return [
    `${columnList(left)}: taken without the transform, because ${needs}. Choose asinh, which takes every value.`,
  ]
}
