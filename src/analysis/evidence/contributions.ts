import { loadRegistry } from '../detectors/load-registry.ts'
import { gatherRows } from '../pipeline/detector-jobs.ts'
import type { EvidenceContext } from './evidence-context.ts'
import { figureOf, type ScoreFigure } from './score-figure.ts'

/** How much each column had to do with a row's score. */
export interface Contributions {
  readonly row: number
  readonly detector: string
  /** The detector's own score, also where another order was learned. */
  readonly score: number
  /** Per source column, what it adds to the base (or, without one, the detector's own measure), the strongest first. */
  readonly parts: readonly { readonly column: number; readonly name: string; readonly part: number }[]
  /** How the parts make up the score; null where they do not add up to it. */
  readonly sum: {
    readonly unit: ScoreFigure['unit']
    readonly base: number
    /** base + all parts. */
    readonly total: number
    /** −1 where smaller is more anomalous: parts that make the row stand out are then negative. */
    readonly sign: 1 | -1
  } | null
}

/**
 * A row's contributions as the steps from a base value to what its score says.
 *
 * @returns base + parts = total up to rounding, and the score follows from the total
 * Cost: that of explaining one row.
 */
export async function contributionsOfRow(
  { run, runner }: EvidenceContext,
  { row }: { readonly row: number },
): Promise<Contributions> {
  const { job, model } = run
  const { findDetector } = await loadRegistry()
  const { info } = findDetector(job.detector)
  const raw = await runner.explain(job, model, Uint32Array.of(row))
  const x = gatherRows(job.x, Uint32Array.of(row))
  const scores = await runner.score({ ...job, x, fitRows: null }, model, () => undefined)
  const score = scores[0]!
  const figure = figureOf(job.detector, info.additive, model)
  const sign = figure?.sign ?? 1
  const parts = job.x.sources
    .map(({ column, name }, s) => ({ column, name, part: sign * raw[s]! + 0 }))
    .sort((a, b) => sign * (b.part - a.part) || a.column - b.column)
  if (figure === null) return { row, detector: job.detector, score, parts, sum: null }
  let total = figure.base
  for (const { part } of parts) total += part
  // A detector that looks at several columns may count the largest only: then they do not add up.
  const expected = figure.of(score)
  const adds =
    Math.abs(total - expected) <= TOLERANCE * Math.max(1, Math.abs(expected), Math.abs(figure.base))
  const sum = adds ? { unit: figure.unit, base: figure.base, total, sign } : null
  return { row, detector: job.detector, score, parts, sum }
}

/** Scores are Float32: their squares and logarithms are off by some 1e-6 of themselves. */
const TOLERANCE = 1e-5
