import { usePlotArea, ZIndexLayer } from 'recharts'
import type { ColumnTestAnswer } from '../../../analysis/outliers/outlier-tests.ts'
import { positionOf } from '../../plots/bin-axis.ts'
import { SHORT_NAMES } from './test-text.ts'

const LANE = 14
/** Five lanes above the bars. */
export const LANES_HEIGHT = 5 * LANE

interface LimitLanesProps {
  readonly tests: readonly ColumnTestAnswer[]
  /** Edges of the value bins. */
  readonly edges: ArrayLike<number> | null
  /** All bins, with the one of missing cells. */
  readonly bins: number
}

/** One lane per test above the bars: a line over the values it calls ordinary, and its ends down to the axis. */
export function LimitLanes({ tests, edges, bins }: LimitLanesProps) {
  const box = usePlotArea()
  if (!box || !edges || edges.length < 2) return null
  const last = edges.length - 1
  const at = (value: number): { readonly x: number; readonly inside: boolean } => {
    const position = positionOf(edges, value)
    const inside = position > 0 && position < last
    const x = box.x + (Math.max(0, Math.min(last, position)) / bins) * box.width
    return { x: Math.round(x) + 0.5, inside }
  }
  const bottom = box.y + box.height
  return (
    <ZIndexLayer zIndex={1500}>
      <g className="limit-lanes" pointerEvents="none">
        {tests.map((test, lane) => {
          if (!(test.band.spread > 0) || (test.low === -Infinity && test.high === Infinity)) return null
          const y = box.y + 5.5 + lane * LANE
          const low = at(test.low)
          const high = at(test.high)
          const right = high.x + 66 < box.x + box.width
          return (
            <g key={test.id}>
              <line className="limit-lanes__range" x1={low.x} x2={high.x} y1={y} y2={y} />
              {[low, high].map(
                (end, side) =>
                  end.inside && (
                    <g key={side}>
                      <line className="limit-lanes__drop" x1={end.x} x2={end.x} y1={y} y2={bottom} />
                      <line className="limit-lanes__end" x1={end.x} x2={end.x} y1={y - 4} y2={y + 4} />
                    </g>
                  ),
              )}
              <text
                className="limit-lanes__name"
                x={right ? high.x + 6 : high.x - 6}
                y={right ? y + 3.5 : y + 3.5}
                textAnchor={right ? 'start' : 'end'}
              >
                {SHORT_NAMES[test.id]}
              </text>
            </g>
          )
        })}
      </g>
    </ZIndexLayer>
  )
}
