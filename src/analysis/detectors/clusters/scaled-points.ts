import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import { scaleRows, type Scaling } from '../scaling.ts'
import type { Points } from './lloyd-state.ts'

/** All rows on their scales, in one piece. Cost: 4 bytes per value. */
export function scaledPoints(x: FeatureMatrix, scaling: Scaling, { checkpoint }: RunContext): Points {
  const width = x.columns.length
  const values = new Float32Array(x.rowCount * width)
  const slice = Math.max(1, Math.floor(SLICE_VALUES / width))
  for (let start = 0; start < x.rowCount; start += slice) {
    checkpoint()
    const count = Math.min(slice, x.rowCount - start)
    scaleRows(x, scaling, start, count, values.subarray(start * width, (start + count) * width))
  }
  return { count: x.rowCount, width, values }
}

/** Some of the rows, in the order given. */
export function pickPoints({ width, values }: Points, rows: Uint32Array): Points {
  const picked = new Float32Array(rows.length * width)
  for (const [i, row] of rows.entries()) {
    picked.set(values.subarray(row * width, (row + 1) * width), i * width)
  }
  return { count: rows.length, width, values: picked }
}

const SLICE_VALUES = 1 << 21
