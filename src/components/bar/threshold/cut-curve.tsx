import { useMemo, type ReactNode } from 'react'
import { setCut } from '../../../state/actions/cut.ts'
import { useApp } from '../../../state/store.ts'
import { Chart, type Geometry } from '../../explore/column/chart.tsx'
import { formatCount, formatRows } from '../../plots/format.ts'
import { PickArea } from '../../plots/pick-area.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import '../../explore/column/column.css'

/** A height for each cut, along the ranking. */
export interface CutCurveRun {
  /** Cuts, ascending, from 0 to all rows. */
  readonly positions: Uint32Array
  /** One for each of them. */
  readonly values: Float64Array
}

/** A place on the curve with a name, e.g. the lowest cost. */
export interface CutCurveMark {
  readonly cut: number
  readonly value: number
  readonly name: string
}

interface CutCurveProps {
  readonly title: string
  readonly summary: ReactNode
  readonly run: CutCurveRun
  /** The axis; what is above it is cut off. */
  readonly y: readonly [low: number, high: number]
  readonly yTitle: string
  readonly format: (value: number) => string
  readonly marks?: readonly CutCurveMark[]
  /** Flags so many rows; absent: as a number of rows. */
  readonly onPick?: (cut: number) => void
}

/** Points of the drawing and of the table: as many as pixels, and evenly by the logarithm. */
const DRAWN = 500
const LISTED = [1, 2, 5]

/** Something against the number of rows flagged, on a logarithmic axis, with the line in it. */
export function CutCurve({
  title,
  summary,
  run,
  y,
  yTitle,
  format,
  marks = [],
  onPick = setCut,
}: CutCurveProps) {
  const cut = useApp((state) => state.cut)
  const rows = run.positions.at(-1) ?? 1
  const drawn = useMemo(() => thinned(run), [run])
  const nearest = drawn.findIndex((at) => run.positions[at]! >= cut)
  const place = (cut: number): number => Math.log10(Math.max(0.7, cut))
  const x = [place(0), Math.max(place(2), place(rows))] as const
  return (
    <PlotFrame
      title={title}
      summary={summary}
      table={() => <CurveTable title={title} run={run} yTitle={yTitle} format={format} />}
    >
      <Chart
        x={x}
        xLog
        y={y}
        yTitle={yTitle}
        xTitle="Rows flagged, log"
        left={66}
        cursor={{
          count: drawn.length,
          start: Math.max(0, nearest),
          over: 'numbers of rows',
          enter: 'draws the line there',
          describe: (at) =>
            `${formatRows(run.positions[drawn[at]!] ?? 0)}: ${format(run.values[drawn[at]!] ?? NaN)}`,
          place: (at) => ({ x: place(run.positions[drawn[at]!] ?? 0), y: run.values[drawn[at]!] ?? NaN }),
          onPick: (at) => onPick(run.positions[drawn[at]!] ?? 0),
        }}
      >
        {(geometry) => (
          <>
            <Clipped geometry={geometry}>
              <path className="cut-curve__line" d={pathOf(run, drawn, geometry, place)} />
            </Clipped>
            <Line geometry={geometry} at={geometry.x(place(cut))} />
            {marks.map((mark) => (
              <Mark
                key={mark.name}
                mark={mark}
                x={geometry.x(place(mark.cut))}
                y={geometry.y(Math.min(y[1], Math.max(y[0], mark.value)))}
                right={geometry.left + geometry.width}
              />
            ))}
            <PickArea
              className="cut-curve__area"
              geometry={geometry}
              onPick={(share) => {
                const picked = Math.round(10 ** (x[0] + share * (x[1] - x[0])))
                onPick(share < 0.004 ? 0 : nearestMark(marks, picked, x[1] - x[0]))
              }}
            />
          </>
        )}
      </Chart>
    </PlotFrame>
  )
}

/** Close to a mark, the mark is meant. */
function nearestMark(marks: readonly CutCurveMark[], cut: number, width: number): number {
  const near = marks.find(
    (mark) => Math.abs(Math.log10(Math.max(0.7, mark.cut) / Math.max(0.7, cut))) < width / 80,
  )
  return near?.cut ?? cut
}

/** Where to draw: positions that are not on top of each other. */
function thinned({ positions, values }: CutCurveRun): readonly number[] {
  const last = positions.length - 1
  const width = Math.log10(Math.max(2, positions[last] ?? 1)) / DRAWN
  const kept: number[] = [0]
  let reached = -1
  let low = 0
  for (let j = 1; j <= last; j++) {
    // The lowest of those that share a pixel, so that a minimum is drawn as low as it is.
    if (values[j]! < values[low]! || low === 0) low = j
    if (Math.log10(positions[j]!) - reached < width && j < last) continue
    if (low < j) kept.push(low)
    kept.push(j)
    reached = Math.log10(positions[j]!)
    low = j
  }
  return kept
}

function pathOf(
  { positions, values }: CutCurveRun,
  drawn: readonly number[],
  geometry: Geometry,
  place: (cut: number) => number,
): string {
  let d = ''
  for (const at of drawn) {
    d += `${d === '' ? 'M' : 'L'}${geometry.x(place(positions[at]!)).toFixed(1)} ${geometry.y(values[at]!).toFixed(1)}`
  }
  return d
}

/** What is above the axis is not drawn. */
function Clipped({ geometry, children }: { readonly geometry: Geometry; readonly children: ReactNode }) {
  const { left, top, width, height } = geometry
  const box = `${left} ${top} ${width} ${height + 1}`
  return (
    <svg x={left} y={top} width={width} height={height + 1} viewBox={box} overflow="hidden">
      {children}
    </svg>
  )
}

function Line({ geometry: { top, height }, at }: { readonly geometry: Geometry; readonly at: number }) {
  return <line className="cut-curve__cut" x1={at} x2={at} y1={top} y2={top + height} />
}

interface MarkProps {
  readonly mark: CutCurveMark
  readonly x: number
  readonly y: number
  readonly right: number
}

function Mark({ mark, x, y, right }: MarkProps) {
  const isLeft = x < right - 120
  return (
    <g>
      <circle className="cut-curve__mark" cx={x} cy={y} r={5} />
      <text
        className="cut-curve__mark-name"
        x={x + (isLeft ? 9 : -9)}
        y={y - 9}
        textAnchor={isLeft ? 'start' : 'end'}
      >
        {mark.name}
      </text>
    </g>
  )
}

interface CurveTableProps {
  readonly title: string
  readonly run: CutCurveRun
  readonly yTitle: string
  readonly format: (value: number) => string
}

function CurveTable({ title, run: { positions, values }, yTitle, format }: CurveTableProps) {
  const rows = positions.at(-1) ?? 0
  const wanted = [0]
  for (let ten = 1; ten <= rows; ten *= 10) wanted.push(...LISTED.map((n) => n * ten))
  const listed = [...new Set([...wanted.filter((cut) => cut < rows), rows])]
  const at = (cut: number) => {
    let j = 0
    while (positions[j]! < cut) j++
    return j
  }
  return (
    <table className="plot-table" aria-label={`${title} data`}>
      <thead>
        <tr>
          <th scope="col">Rows flagged</th>
          <th scope="col">{yTitle}</th>
        </tr>
      </thead>
      <tbody>
        {[...new Set(listed.map(at))].map((j) => (
          <tr key={j}>
            <th scope="row">{formatCount(positions[j]!)}</th>
            <td>{format(values[j]!)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
