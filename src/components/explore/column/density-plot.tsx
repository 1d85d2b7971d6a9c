import { useId, useMemo } from 'react'
import { NativeSelect } from '@mantine/core'
import type { BoxStatistics } from '../../../analysis/statistics/box-statistics.ts'
import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatNumber } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { BoxTable } from './box-table.tsx'
import { BoxShape } from './box-shape.tsx'
import { Chart, LinkedPath, type Geometry } from './chart.tsx'
import { curvePath, densityOfCells, sumOf, ticksPath } from './line-paths.ts'
import type { NumberSettings } from './settings.ts'
import { valueCursor } from './value-cursor.ts'
import { formatAt } from './value-format.ts'
import { cellMiddle, clampTo } from './cell-places.ts'

interface DensityPlotProps {
  readonly column: ColumnSummary
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
  readonly settings: NumberSettings
  readonly onChange: (change: Partial<NumberSettings>) => void
}

/** Of the drawing, from the top: the curves, the box, the flagged rows. */
const BOX_BAND = 44
const RUG_BAND = 16

/** A box plot below the density of all rows; the flagged ones have a curve and marks of their own. */
export function DensityPlot({ column, answer, counts, settings, onChange }: DensityPlotProps) {
  const { density, box, view, scale } = answer
  const peak = useMemo(() => Math.max(0, ...(density?.density ?? [])), [density])
  const summary = useLinkedText<HTMLSpanElement>(counts.subscribe, () => summarise(answer, counts))
  return (
    <PlotFrame
      title="Box plot and density"
      controls={
        <>
          <span className="plot-by" aria-hidden="true">
            Bandwidth
          </span>
          <NativeSelect
            aria-label="Bandwidth of the density"
            title="Bandwidth of the density"
            size="xs"
            variant="unstyled"
            classNames={{ root: 'plot-picker', input: 'plot-picker-input' }}
            value={settings.bandwidth}
            onChange={({ currentTarget: { value } }) =>
              onChange({ bandwidth: value === 'botev' ? 'botev' : 'silverman' })
            }
            data={[
              { value: 'silverman', label: 'Silverman' },
              { value: 'botev', label: 'Botev' },
            ]}
          />
        </>
      }
      summary={<span ref={summary} />}
      table={() => <BoxTable answer={answer} counts={counts} />}
    >
      <Chart
        x={view}
        y={[0, 1]}
        xLog={scale === 'log'}
        xTitle={scale === 'log' ? `${column.name} (log)` : column.name}
        yTitle="Density"
        yTicks={[]}
        left={26}
        cursor={valueCursor(answer, counts, 'density')}
      >
        {(geometry) => (
          <>
            <Curves answer={answer} counts={counts} geometry={geometry} peak={peak} />
            {box && <Box answer={answer} box={box} geometry={geometry} />}
            <Rug answer={answer} counts={counts} geometry={geometry} />
          </>
        )}
      </Chart>
    </PlotFrame>
  )
}

interface PartProps {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
  readonly geometry: Geometry
}

/** Each curve has an area of 1, so that shapes compare; that of few rows is smoothed more. */
function Curves({ answer, counts, geometry, peak }: PartProps & { readonly peak: number }) {
  const { density, cells } = answer
  const clip = useId()
  if (!density || peak === 0) return null
  const floor = geometry.top + geometry.height - BOX_BAND - RUG_BAND
  const room = floor - geometry.top
  const { low, step } = density
  const points = density.density.length
  const x = (k: number) => geometry.x(low + k * step)
  const y = (height: number) => floor - Math.min(2, height / (peak * HEADROOM)) * room
  const own = (group: ArrayLike<number> | null) => {
    const heights = group && densityOfCells(cells, group, { low, step, points })
    return heights ? curvePath(heights, x, y) : ''
  }
  return (
    <g clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect x={geometry.left} y={geometry.top} width={geometry.width} height={room + 2} />
      </clipPath>
      <path className="column-chart__area" d={curvePath(density.density, x, y, floor)} />
      <path className="column-chart__all" d={curvePath(density.density, x, y)} />
      <LinkedPath counts={counts} className="column-chart__selected" draw={() => own(counts.selected())} />
      <LinkedPath counts={counts} className="column-chart__flagged" draw={() => own(counts.flagged())} />
    </g>
  )
}

/** The flagged rows often lie closer together: their curve may be so much higher before it is cut. */
const HEADROOM = 1.3

function Box({
  answer,
  box,
  geometry,
}: {
  readonly answer: DistributionAnswer
  readonly box: BoxStatistics
  readonly geometry: Geometry
}) {
  const middle = geometry.top + geometry.height - RUG_BAND - BOX_BAND / 2
  const { cells, view } = answer
  const outside: number[] = []
  for (let c = 0; c < cells.counts.length; c++) {
    const place = cellMiddle(cells, c)
    if (place < box.whiskers[0] || place > box.whiskers[1]) outside.push(geometry.x(clampTo(view, place)))
  }
  return (
    <g>
      <BoxShape box={box} x={(v) => geometry.x(clampTo(view, v))} middle={middle} half={11} />
      <path className="column-chart__outside" d={ticksPath(outside, middle - 4, middle + 4)} />
    </g>
  )
}

function Rug({ answer, counts, geometry }: PartProps) {
  const { cells, view } = answer
  const bottom = geometry.top + geometry.height - 2
  return (
    <LinkedPath
      counts={counts}
      className="column-chart__flagged-ticks"
      draw={() => {
        const flagged = counts.flagged()
        const places: number[] = []
        for (let c = 0; c < flagged.length; c++) {
          if (flagged[c]! > 0) places.push(geometry.x(clampTo(view, cellMiddle(cells, c))))
        }
        return ticksPath(places, bottom - RUG_BAND + 4, bottom)
      }}
    />
  )
}

function summarise({ box, density, bandwidthRule, scale }: DistributionAnswer, counts: LinkedCounts): string {
  if (!box) return 'No value to draw.'
  const at = (position: number) => formatAt(scale, position)
  const [below, above] = box.outside
  const parts = [
    `Median ${at(box.median)}, half between ${at(box.q1)} and ${at(box.q3)}`,
    `${formatCount(below + above)} outside the fences`,
    `${formatCount(sumOf(counts.flagged()))} flagged`,
    density
      ? `bandwidth ${formatNumber(density.bandwidth, 3)}${scale === 'log' ? ' decades' : ''} (${bandwidthRule === 'botev' ? 'Botev' : 'Silverman'})`
      : 'no density of one value',
  ]
  return parts.join('; ')
}
