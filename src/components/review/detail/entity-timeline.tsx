import { useId, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { DecisionLabel } from '../../../analysis/decisions/decision.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { labelWord } from '../../../state/decision-words.ts'
import { formatCompact, formatCount, formatTimeTo } from '../../plots/format.ts'
import { useSize } from '../../plots/use-size.ts'
import { pointPlaces } from './entity-places.ts'
import { valueWords } from './typical-words.ts'

export interface EntityPoint {
  readonly row: number
  /** Epoch ms; null without a time column, NaN where missing. */
  readonly time: number | null
  readonly value: number | null
  /** From 0; null where it is hidden. */
  readonly rank: number | null
  readonly flagged: boolean
  readonly label: DecisionLabel | null
}

interface EntityTimelineProps {
  /** In the order of time. */
  readonly points: readonly EntityPoint[]
  readonly selected: number
  readonly time: ColumnSummary | null
  readonly value: ColumnSummary | null
  /** Position of the point that the cursor is on. */
  readonly active: number | null
  readonly onActive: (at: number | null) => void
  readonly onPick: (row: number) => void
}

const HEIGHT = 112
const MARGIN = { left: 40, right: 8, top: 6, bottom: 18 }

/** One entity's rows as points over time: a click or Enter goes to a row, the arrow keys move along. */
export function EntityTimeline(props: EntityTimelineProps) {
  const { points, selected, time, value, active, onActive, onPick } = props
  const id = useId()
  const ref = useRef<HTMLDivElement>(null)
  const size = useSize(ref)
  const width = Math.max(160, size?.width ?? 240)
  const box = {
    x: MARGIN.left,
    y: MARGIN.top,
    width: width - MARGIN.left - MARGIN.right,
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  }
  const { places, low, high, from, to } = pointPlaces(points, box)
  const own = points.findIndex(({ row }) => row === selected)
  const at = active ?? own
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: points.length - 1,
    }
    const moved = moves[event.key]
    if (moved !== undefined) onActive(Math.max(0, Math.min(points.length - 1, moved)))
    else if (event.key === 'Enter' || event.key === ' ') {
      const point = points[at]
      if (point) onPick(point.row)
    } else return
    event.preventDefault()
  }
  const nearest = (event: PointerEvent<SVGSVGElement>): number => {
    const frame = event.currentTarget.getBoundingClientRect()
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top]
    let best = -1
    let least = 400
    for (const [i, place] of places.entries()) {
      const distance = (place.x - x) ** 2 + (place.y - y) ** 2
      if (distance < least) [best, least] = [i, distance]
    }
    return best
  }
  const looked = points[at]
  return (
    <div className="detail-timeline" ref={ref}>
      <svg
        width={width}
        height={HEIGHT}
        role="listbox"
        aria-label="Rows of the same entity along time"
        aria-orientation="horizontal"
        aria-activedescendant={looked ? `${id}-${at}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => onActive(null)}
        onPointerMove={(event) => {
          const found = nearest(event)
          onActive(found < 0 ? null : found)
        }}
        onPointerLeave={() => onActive(null)}
        onPointerDown={(event) => {
          const point = points[nearest(event)]
          if (point) onPick(point.row)
        }}
      >
        <g aria-hidden="true" className="detail-timeline__axes">
          <line
            x1={box.x}
            x2={box.x + box.width}
            y1={box.y + box.height + 0.5}
            y2={box.y + box.height + 0.5}
          />
          {value !== null && (
            <>
              <text x={box.x - 5} y={box.y + 9} textAnchor="end">
                {formatCompact(high)}
              </text>
              {high > low && (
                <text x={box.x - 5} y={box.y + box.height} textAnchor="end">
                  {formatCompact(low)}
                </text>
              )}
            </>
          )}
          <text x={box.x} y={HEIGHT - 4}>
            {time === null ? `row ${formatCount((points[0]?.row ?? 0) + 1)}` : formatTimeTo(from, 'day')}
          </text>
          <text x={box.x + box.width} y={HEIGHT - 4} textAnchor="end">
            {time === null ? `row ${formatCount((points.at(-1)?.row ?? 0) + 1)}` : formatTimeTo(to, 'day')}
          </text>
        </g>
        {points.map((point, i) => {
          const place = places[i]
          if (!place) return null
          return (
            <g
              key={point.row}
              id={`${id}-${i}`}
              role="option"
              aria-selected={point.row === selected}
              aria-label={pointWords(point, time, value)}
            >
              {point.row === selected && (
                <circle className="detail-timeline__own" cx={place.x} cy={place.y} r={7} />
              )}
              <circle
                className="detail-timeline__point"
                data-flagged={point.flagged || undefined}
                data-label={point.label ?? undefined}
                cx={place.x}
                cy={place.y}
                r={point.flagged || point.label !== null ? 3.5 : 2.5}
              />
              {i === active && <circle className="detail-timeline__cursor" cx={place.x} cy={place.y} r={6} />}
            </g>
          )
        })}
      </svg>
      <p className="detail-note" aria-hidden="true">
        {looked ? pointWords(looked, time, value) : '\u00a0'}
      </p>
    </div>
  )
}

/** What a point says of its row. */
export function pointWords(
  point: EntityPoint,
  time: ColumnSummary | null,
  value: ColumnSummary | null,
): string {
  const parts = [`Row ${formatCount(point.row + 1)}`]
  if (time !== null && point.time !== null)
    parts.push(valueWords(time, Number.isNaN(point.time) ? null : point.time))
  if (value !== null)
    parts.push(`${value.name} ${valueWords(value, Number.isNaN(point.value) ? null : point.value)}`)
  if (point.rank !== null)
    parts.push(`rank ${formatCount(point.rank + 1)}${point.flagged ? ', flagged' : ''}`)
  if (point.label !== null) parts.push(labelWord(point.label).toLowerCase())
  return parts.join('; ')
}
