import type { AnswerOf } from '../../../workers/engine.api.ts'
import type { HeatEnds, HeatMeasure } from './heat-colours.ts'

type PairCounts = AnswerOf<'pairCounts'>

/** What the shade of a cell says; NaN where there is nothing to say. */
export function valueOfCell(
  measure: HeatMeasure,
  data: PairCounts,
  flagged: ArrayLike<number>,
  cell: number,
): number {
  const rows = data.counts[cell]!
  if (measure === 'rows') return rows
  if (measure === 'residual') return data.association.residuals[cell]!
  return rows > 0 ? flagged[cell]! / rows : NaN
}

/** The smallest and the largest value of a measure over the cells that hold rows. */
export function endsOfMeasure(measure: HeatMeasure, data: PairCounts, flagged: ArrayLike<number>): HeatEnds {
  let least = Infinity
  let most = 0
  for (let cell = 0; cell < data.counts.length; cell++) {
    if (data.counts[cell] === 0) continue
    const value = valueOfCell(measure, data, flagged, cell)
    if (value > most) most = value
    if (value < least) least = value
  }
  return { least: Math.min(least, most), most }
}
