import { scaledRow } from './column-lessons.ts'
import type { Learner, Taught } from './learner.ts'
import { pathGainBySource } from './path-lessons.ts'

/** What learning did to some rows, in the learned score's standard deviations. */
export interface WhyLearned {
  /** Table columns. */
  readonly columns: readonly number[]
  /** rows × columns, row-major: by how much each column moved a row up (positive) or down. */
  readonly moved: Float64Array
  /** (rows,) what the detector's own figure comes to in the learned score; with what moved a row, its learned score. */
  readonly own: Float64Array
}

/**
 * Takes the learned scores of some rows apart: what is left of the detector's own figure, and what each column added
 * through the weights of the forest's paths and, once learned, its own weight. Adds up to the score before decided
 * rows were put in their places.
 *
 * Cost: rows × trees × depth.
 */
export function whyLearned(learner: Learner, taught: Taught, rows: Uint32Array): WhyLearned {
  const { run, forest, figures, space } = learner
  const { paths, columns, ofPaths, ofColumns, offset } = taught
  const { x } = run
  const width = x.sources.length
  const moved = new Float64Array(rows.length * width)
  const own = new Float64Array(rows.length)
  const gains = new Float64Array(width)
  const values = new Float64Array(x.columns.length)
  for (const [i, row] of rows.entries()) {
    pathGainBySource(paths, forest, x, row, gains)
    for (let s = 0; s < width; s++) moved[i * width + s] = gains[s]! * paths.part * ofPaths
    own[i] = figures[row]! * ofPaths + offset
    if (columns === null || space === null) continue
    scaledRow(x, space.scaling, row, values)
    for (let c = 0; c < values.length; c++) {
      const at = i * width + x.sourceOf[c]!
      moved[at] = moved[at]! + columns.weights[c]! * values[c]! * ofColumns
    }
    own[i] = own[i] + (columns.intercept + columns.ofFigure * figures[row]!) * ofColumns
  }
  return { columns: x.sources.map(({ column }) => column), moved, own }
}
