import { useId } from 'react'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCompact, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { STRONGEST_RESIDUAL, type HeatEnds, type HeatMeasure } from './heat-colours.ts'
import { endsOfMeasure } from './heat-values.ts'

interface HeatKeyProps {
  readonly measure: HeatMeasure
  readonly data: AnswerOf<'pairCounts'>
  readonly counts: LinkedCounts
}

/** What the shades of the cells mean. */
export function HeatKey({ measure, data, counts }: HeatKeyProps) {
  useLinkedRender(counts)
  const id = useId()
  const ends = endsOfMeasure(measure, data, counts.flagged())
  const { title, gradient, low, high, note } = keyOf(measure, ends)
  return (
    <section className="pair-figures" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      <div className="pair-scale" style={{ background: gradient }} aria-hidden="true" />
      <div className="pair-scale-ends">
        <span>{low}</span>
        <span>{high}</span>
      </div>
      <p className="pair-note">{note}</p>
    </section>
  )
}

function keyOf(measure: HeatMeasure, { least, most }: HeatEnds) {
  const bar = ' The bar at the foot of a cell is its flagged share.'
  switch (measure) {
    case 'rows':
      return {
        title: 'Shade: rows',
        gradient: 'linear-gradient(to right, var(--scale-1), var(--scale-2), var(--scale-3), var(--scale-4))',
        low: formatCompact(least),
        high: formatCompact(most),
        note: `On a log scale; cells without a row are empty.${bar}`,
      }
    case 'residual':
      return {
        title: 'Shade: more or fewer rows than expected',
        gradient: 'linear-gradient(to right, var(--below-1), var(--surface), var(--scale-4))',
        low: `≤ −${STRONGEST_RESIDUAL}`,
        high: `≥ +${STRONGEST_RESIDUAL}`,
        note: `Adjusted standardised residuals: how many standard deviations a count is from what independence lets expect. Beyond ±3 it is hardly chance.${bar}`,
      }
    case 'flagged':
      return {
        title: 'Shade: flagged share',
        gradient: 'linear-gradient(to right, var(--surface), var(--flagged))',
        low: '0 %',
        high: formatPercent(most),
        note: 'Flagged rows of a cell by all of its rows; shares of small cells jump.',
      }
  }
}
