import { useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { Chart, type ChartCursor, type Geometry } from '../../explore/column/chart.tsx'
import { formatPercent } from '../../plots/format.ts'
import { levelColour } from '../../plots/palette.ts'
import type { ArticleId } from '../../help/article-ids.ts'
import { PickArea } from '../../plots/pick-area.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import {
  curveHeights,
  curvePath,
  heightAt,
  POSITIONS,
  unposition,
  yTicksOf,
  type CurveRun,
} from './curve-shapes.ts'
import { figureText } from './figure-text.ts'
import { CurveTable } from './curve-table.tsx'
import '../../explore/column/column.css'
import './curves.css'

export type { CurveRun } from './curve-shapes.ts'

/** A point of a line that follows the cut; NaN where there is none. */
export interface CurveMark {
  readonly at: () => readonly [x: number, y: number]
  readonly subscribe: (listener: () => void) => () => void
}

/** What chance would give: the diagonal, or one height. */
type CurveBase =
  { readonly kind: 'diagonal' } | { readonly kind: 'level'; readonly y: number; readonly name: string }

interface CurvePlotProps {
  readonly title: string
  /** What the words in it mean. */
  readonly help?: ArticleId
  readonly summary: ReactNode
  readonly controls?: ReactNode
  /** x are shares (0 … 1), drawn as percentages; y are shares or, with `factor`, factors. */
  readonly runs: readonly CurveRun[]
  readonly factor?: boolean
  /** A logarithmic x axis. */
  readonly log?: boolean
  readonly base: CurveBase
  readonly mark?: CurveMark
  /** The pointer chose this x. */
  readonly onPick?: (x: number) => void
  readonly xTitle: string
  readonly yTitle: string
  /** Heads of the table's columns. */
  readonly xHead: string
  readonly yHead: string
  /** Why there is nothing to draw. */
  readonly none?: string | null
}

/** Lines of one or several rankings, with what chance would give and where the cut is. */
export function CurvePlot(props: CurvePlotProps) {
  const { title, summary, controls, runs, factor = false, log = false, base, mark, onPick, none } = props
  const first = useMemo(() => Math.min(...runs.map(({ x }) => x.find((at) => at > 0) ?? 1)), [runs])
  const position = POSITIONS[log ? 'log' : 'linear']
  const range = useMemo(() => [log ? position(first) : 0, position(1)] as const, [log, position, first])
  const top = factor ? curveHeights(runs) : 1
  return (
    <PlotFrame
      title={title}
      {...(props.help === undefined ? {} : { help: props.help })}
      controls={controls}
      summary={none ?? summary}
      {...(none ? {} : { table: () => <CurveTable {...props} /> })}
    >
      {none ? (
        <p className="plot-problem">{none}</p>
      ) : (
        <Chart
          x={range}
          y={[0, top]}
          xLog={log}
          xTitle={log ? `${props.xTitle}, log` : props.xTitle}
          yTitle={props.yTitle}
          {...(factor ? {} : { yTicks: yTicksOf() })}
          left={50}
          cursor={cursorOf(props, range)}
        >
          {(geometry) => (
            <g className="curves">
              <Base base={base} geometry={geometry} log={log} position={position} first={first} />
              {runs.map((run, i) => (
                <path
                  key={run.name}
                  className="curves__line"
                  style={runs.length > 1 ? { stroke: levelColour(i) } : undefined}
                  d={curvePath(run, geometry, position, log)}
                />
              ))}
              {mark && <Mark mark={mark} geometry={geometry} position={position} />}
              {onPick && (
                <PickArea
                  className="curves__area"
                  geometry={geometry}
                  onPick={(at) => onPick(unposition(at, range, log))}
                />
              )}
            </g>
          )}
        </Chart>
      )}
    </PlotFrame>
  )
}

/** Steps of the keyboard's cursor: a hundredth of the axis, or ten to a power of ten. */
function cursorOf(
  { runs, factor = false, log = false, xHead, yHead, onPick }: CurvePlotProps,
  range: readonly [number, number],
): ChartCursor {
  const steps = log ? Math.max(1, Math.round((range[1] - range[0]) * 10)) : 100
  const shareAt = (at: number) => unposition(at / steps, range, log)
  const heightOf = (run: CurveRun, at: number) =>
    figureText(factor ? 'factor' : 'share', heightAt(run, shareAt(at)))
  const [only] = runs
  return {
    count: steps + 1,
    over: 'curve',
    enter: 'moves the threshold there',
    describe: (at) =>
      [
        `${xHead} ${formatPercent(shareAt(at))}`,
        ...(runs.length > 1
          ? runs.map((run) => `${run.name} ${heightOf(run, at)}`)
          : runs.map((run) => `${yHead} ${heightOf(run, at)}`)),
      ].join(', '),
    place: (at) => ({
      x: range[0] + (at / steps) * (range[1] - range[0]),
      ...(only && runs.length === 1 ? { y: heightAt(only, shareAt(at)) } : {}),
    }),
    ...(onPick ? { onPick: (_, at) => onPick(shareAt(at)) } : {}),
  }
}

type Position = (typeof POSITIONS)['log']

interface BaseProps {
  readonly base: CurveBase
  readonly geometry: Geometry
  readonly log: boolean
  readonly position: Position
  readonly first: number
}

function Base({ base, geometry, log, position, first }: BaseProps) {
  const { left, width, y } = geometry
  if (base.kind === 'diagonal') {
    const places = Array.from({ length: 60 }, (_, i) => (log ? first ** (1 - i / 59) : i / 59))
    const line = { x: Float64Array.from(places), y: Float64Array.from(places) }
    return <path className="curves__base" d={curvePath(line, geometry, position, log)} />
  }
  const at = Math.round(y(base.y)) + 0.5
  return (
    <g>
      <line className="curves__base" x1={left} x2={left + width} y1={at} y2={at} />
      <text className="curves__base-name" x={left + 6} y={at - 4}>
        {base.name}
      </text>
    </g>
  )
}

interface MarkProps {
  readonly mark: CurveMark
  readonly geometry: Geometry
  readonly position: Position
}

/** Moves without rendering anything. */
function Mark({ mark, geometry, position }: MarkProps) {
  const [group, setGroup] = useState<SVGGElement | null>(null)
  const { left, top, width, height } = geometry
  useLayoutEffect(() => {
    if (!group) return
    const place = () => {
      const [x, y] = mark.at()
      const px = Math.max(left, Math.min(left + width, geometry.x(position(x))))
      const py = Math.max(top, Math.min(top + height, geometry.y(y)))
      const shown = Number.isFinite(px) && Number.isFinite(py)
      group.setAttribute('visibility', shown ? 'visible' : 'hidden')
      if (shown) group.setAttribute('transform', `translate(${px.toFixed(1)} ${py.toFixed(1)})`)
    }
    place()
    return mark.subscribe(place)
  }, [group, mark, geometry, position, left, top, width, height])
  return (
    <g ref={setGroup} className="curves__mark" data-curve-mark="">
      <circle r={4.5} />
    </g>
  )
}
