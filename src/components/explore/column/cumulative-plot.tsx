import { memo, useCallback } from 'react'
import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import type { AxisTick } from '../../plots/axis-ticks.ts'
import { Chart, LinkedPath, type Geometry } from './chart.tsx'
import { CumulativeTable } from './cumulative-table.tsx'
import { IntervalBrush } from './interval-brush.tsx'
import { distributionPath, sumOf } from './line-paths.ts'
import { useValueBrush } from './use-value-brush.ts'
import { valueCursor } from './value-cursor.ts'
import { formatAt, valueOn } from './value-format.ts'
import { shareAtMost } from './cell-places.ts'

const TICKS: readonly AxisTick[] = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: formatPercent(at) }))

interface CumulativePlotProps {
  readonly column: ColumnSummary
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
}

/** The share of rows at or below each value, of all rows, the selected and the flagged ones. */
export function CumulativePlot({ column, answer, counts }: CumulativePlotProps) {
  const { view, scale } = answer
  const { interval, select } = useValueBrush(column.index)
  const summary = useLinkedText<HTMLSpanElement>(counts.subscribe, () => summarise(answer, counts))
  const onBrush = useCallback(
    (range: readonly [number, number] | null, done: boolean) => {
      const to = (position: number) => Number(valueOn(scale, position).toPrecision(5))
      select(
        range && { kind: 'range', column: column.index, low: to(range[0]), high: to(range[1]), closed: true },
        done,
      )
    },
    [column.index, scale, select],
  )
  return (
    <PlotFrame
      title="Cumulative distribution"
      summary={<span ref={summary} />}
      table={() => <CumulativeTable answer={answer} counts={counts} />}
    >
      <Chart
        x={view}
        y={[0, 1]}
        xLog={scale === 'log'}
        xTitle={scale === 'log' ? `${column.name} (log)` : column.name}
        yTitle="Rows at or below"
        yTicks={TICKS}
        cursor={valueCursor(answer, counts, 'cumulative')}
      >
        {(geometry) => (
          <>
            <IntervalBrush
              geometry={geometry}
              view={view}
              scale={scale}
              interval={interval}
              onBrush={onBrush}
            />
            <Curves answer={answer} counts={counts} geometry={geometry} />
          </>
        )}
      </Chart>
    </PlotFrame>
  )
}

interface CurvesProps {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
  readonly geometry: Geometry
}

const Curves = memo(function Curves({ answer, counts, geometry }: CurvesProps) {
  const { cells, view } = answer
  const path = (group: ArrayLike<number> | null) =>
    group ? distributionPath(cells, group, geometry.x, geometry.y, view[0], view[1]) : ''
  return (
    <g pointerEvents="none">
      <path className="column-chart__all" d={path(cells.counts)} />
      <LinkedPath counts={counts} className="column-chart__selected" draw={() => path(counts.selected())} />
      <LinkedPath counts={counts} className="column-chart__flagged" draw={() => path(counts.flagged())} />
    </g>
  )
})

function summarise(answer: DistributionAnswer, counts: LinkedCounts): string {
  const { box, cells, scale, count } = answer
  if (!box) return 'No value to draw.'
  const flagged = counts.flagged()
  const total = sumOf(flagged)
  const parts = [
    `${formatRows(count)}; half are at most ${formatAt(scale, box.median)}`,
    total === 0
      ? '0 flagged'
      : `of ${formatCount(total)} flagged, ${formatPercent(shareAtMost(cells, flagged, box.median))} are`,
    ...(cells.error >= 0.0005 ? [`drawn to within ${formatPercent(cells.error)} of the rows`] : []),
  ]
  return parts.join('; ')
}
