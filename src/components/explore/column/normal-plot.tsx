import { NativeSelect } from '@mantine/core'
import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatFixed, formatNumber } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { useLinkedRender, useLinkedText } from '../../plots/use-linked-text.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import { cellMiddle, clampTo } from './cell-places.ts'
import { Chart, LinkedPath, type Geometry } from './chart.tsx'
import { discsPath, round, sumOf } from './line-paths.ts'
import type { NumberSettings } from './settings.ts'
import { normalCursor } from './value-cursor.ts'
import { formatAt } from './value-format.ts'

interface NormalPlotProps {
  readonly column: ColumnSummary
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
  readonly settings: NumberSettings
  readonly onChange: (change: Partial<NumberSettings>) => void
}

/** Values against what a normal distribution would give; on the line and in its band, if they were normal. */
export function NormalPlot({ column, answer, counts, settings, onChange }: NormalPlotProps) {
  const { normal, view, scale, count } = answer
  const summary = useLinkedText<HTMLSpanElement>(counts.subscribe, () => summarise(answer, counts))
  const end = Math.max(1, Math.abs(normal.theoretical[0] ?? 1)) * 1.06
  return (
    <PlotFrame
      title="Normal Q–Q"
      controls={
        <>
          <span className="plot-by" aria-hidden="true">
            Positions
          </span>
          <NativeSelect
            aria-label="Plotting positions"
            title="Plotting positions"
            size="xs"
            variant="unstyled"
            classNames={{ root: 'plot-picker', input: 'plot-picker-input' }}
            value={settings.positions}
            onChange={({ currentTarget: { value } }) =>
              onChange({ positions: value === 'hazen' ? 'hazen' : 'filliben' })
            }
            data={[
              { value: 'filliben', label: 'Filliben' },
              { value: 'hazen', label: '(i − ½) ÷ n' },
            ]}
          />
        </>
      }
      summary={<span ref={summary} />}
      table={() => <NormalTable answer={answer} counts={counts} />}
    >
      {count > 0 && (
        <Chart
          x={[-end, end]}
          y={view}
          yTicks={axisTicks({ low: view[0], high: view[1], log: scale === 'log' }, false, 5)}
          yTitle={scale === 'log' ? `${column.name} (log)` : column.name}
          xTitle="Normal quantile (standard deviations)"
          cursor={normalCursor(answer)}
        >
          {(geometry) => <Points answer={answer} counts={counts} geometry={geometry} />}
        </Chart>
      )}
    </PlotFrame>
  )
}

interface PointsProps {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
  readonly geometry: Geometry
}

function Points({ answer, counts, geometry }: PointsProps) {
  const { normal, cells, cellNormals, view } = answer
  const { theoretical, values, slope, intercept, band } = normal
  const { x, y } = geometry
  const at = (value: number) => y(clampTo(view, value))
  const places = Array.from(values, (value, k) => [x(theoretical[k]!), at(value)] as const)
  const line = (k: number) => intercept + slope * theoretical[k]!
  let area = ''
  if (slope > 0) {
    for (let k = 0; k < values.length; k++) {
      area += `${k === 0 ? 'M' : 'L'}${round(x(theoretical[k]!))} ${round(at(line(k) + band[k]!))}`
    }
    for (let k = values.length - 1; k >= 0; k--) {
      area += `L${round(x(theoretical[k]!))} ${round(at(line(k) - band[k]!))}`
    }
  }
  const last = values.length - 1
  return (
    <g pointerEvents="none">
      {area && <path className="column-chart__area" d={`${area}Z`} />}
      {slope > 0 && last > 0 && <Line geometry={geometry} view={view} slope={slope} intercept={intercept} />}
      <path className="column-chart__points" d={discsPath(places, 2)} />
      <LinkedPath
        counts={counts}
        className="column-chart__flagged-points"
        draw={() => {
          const flagged = counts.flagged()
          const marks: (readonly [number, number])[] = []
          for (let c = 0; c < flagged.length; c++) {
            if (flagged[c]! > 0) marks.push([x(cellNormals[c]!), at(cellMiddle(cells, c))])
          }
          return discsPath(marks, 2.5)
        }}
      />
    </g>
  )
}

interface LineProps {
  readonly geometry: Geometry
  readonly view: readonly [number, number]
  readonly slope: number
  readonly intercept: number
}

/** The line through the quartiles as far as it is in view. */
function Line({ geometry, view, slope, intercept }: LineProps) {
  const { left, width, x, y } = geometry
  const reach = width / 2 / Math.max(1e-9, x(1) - x(0))
  const low = Math.max(-reach, (view[0] - intercept) / slope)
  const high = Math.min(reach, (view[1] - intercept) / slope)
  if (!(low < high) || x(low) < left - 1) return null
  return (
    <line
      className="column-chart__line"
      x1={x(low)}
      x2={x(high)}
      y1={y(intercept + slope * low)}
      y2={y(intercept + slope * high)}
    />
  )
}

function summarise({ normal, beyond }: DistributionAnswer, counts: LinkedCounts): string {
  if (normal.ranks.length === 0) return 'No value to draw.'
  const off = beyond[0] + beyond[1]
  const parts = [
    Number.isNaN(normal.correlation)
      ? 'All values are equal'
      : `Correlation with a straight line ${formatFixed(normal.correlation, 4)}`,
    `${formatCount(normal.ranks.length)} quantiles drawn`,
    `${formatCount(sumOf(counts.flagged()))} flagged`,
    ...(off > 0 ? [`${formatCount(off)} beyond the axis, drawn at its ends`] : []),
  ]
  return parts.join('; ')
}

/** Lines of the table; the points themselves are up to 400. */
const LINES = 21

function NormalTable({
  answer,
  counts,
}: {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
}) {
  useLinkedRender(counts)
  const { normal, scale, count } = answer
  const { ranks, theoretical, values, slope, intercept, band } = normal
  const lines = Math.min(LINES, ranks.length)
  const chosen = Array.from({ length: lines }, (_, i) =>
    lines === 1 ? 0 : Math.round((i * (ranks.length - 1)) / (lines - 1)),
  )
  return (
    <table className="plot-table" aria-label="Normal Q–Q data">
      <thead>
        <tr>
          <th scope="col">Rank of {formatCount(count)}</th>
          <th scope="col">Normal quantile</th>
          <th scope="col">Value</th>
          <th scope="col">On the line</th>
          <th scope="col">In the band</th>
        </tr>
      </thead>
      <tbody>
        {chosen.map((k) => {
          const line = intercept + slope * theoretical[k]!
          return (
            <tr key={k}>
              <th scope="row">{formatCount(ranks[k]! + 1)}</th>
              <td>{formatNumber(theoretical[k]!, 4)}</td>
              <td>{formatAt(scale, values[k]!)}</td>
              <td>{formatAt(scale, line)}</td>
              <td>{Math.abs(values[k]! - line) <= band[k]! ? 'yes' : 'no'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
