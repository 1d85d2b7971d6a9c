import type { BoxStatistics } from '../../../analysis/statistics/box-statistics.ts'

interface BoxShapeProps {
  readonly box: BoxStatistics
  readonly x: (position: number) => number
  readonly middle: number
  /** Half the height of the box. */
  readonly half: number
  readonly fences?: boolean
}

/** A box with its median, whiskers and the fences, lying along the horizontal axis. */
export function BoxShape({ box, x, middle, half, fences = true }: BoxShapeProps) {
  const { q1, q3, median, whiskers, innerFences, outerFences } = box
  const [low, high] = whiskers
  return (
    <g className="column-box">
      {(fences ? [...innerFences, ...outerFences] : []).map((fence, k) => (
        <line
          key={k}
          className="column-box__fence"
          data-outer={k >= 2 || undefined}
          x1={x(fence)}
          x2={x(fence)}
          y1={middle - half - 3}
          y2={middle + half + 3}
        />
      ))}
      <line className="column-box__line" x1={x(low)} x2={x(q1)} y1={middle} y2={middle} />
      <line className="column-box__line" x1={x(q3)} x2={x(high)} y1={middle} y2={middle} />
      <line
        className="column-box__line"
        x1={x(low)}
        x2={x(low)}
        y1={middle - half / 2}
        y2={middle + half / 2}
      />
      <line
        className="column-box__line"
        x1={x(high)}
        x2={x(high)}
        y1={middle - half / 2}
        y2={middle + half / 2}
      />
      <rect
        className="column-box__box"
        x={x(q1)}
        y={middle - half}
        width={Math.max(1, x(q3) - x(q1))}
        height={2 * half}
      />
      <line
        className="column-box__median"
        x1={x(median)}
        x2={x(median)}
        y1={middle - half}
        y2={middle + half}
      />
    </g>
  )
}
