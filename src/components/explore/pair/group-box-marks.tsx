import type { AnswerOf } from '../../../workers/engine.api.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import type { GroupsLayout } from './groups-layout.ts'

interface GroupBoxMarksProps {
  readonly data: AnswerOf<'groupBoxes'>
  readonly layout: GroupsLayout
  readonly view: AxisView
}

/** Box, whiskers and mean of each group. */
export function GroupBoxMarks({ data, layout, view }: GroupBoxMarksProps) {
  const { left, top, height, band } = layout
  const at = (value: number) => top + (1 - (value - view.low) / (view.high - view.low)) * height
  const half = Math.max(3, Math.min(11, band * 0.14))
  return (
    <g className="pair-boxes">
      {data.boxes.map((box, group) => {
        if (!box) return null
        const centre = left + (group + 0.5) * band
        const mean = data.means[group]
        const beside = centre + half + 7
        return (
          <g key={group}>
            <path
              d={`M${centre} ${at(box.whiskers[0])}V${at(box.q1)}M${centre} ${at(box.q3)}V${at(box.whiskers[1])}`}
            />
            <path
              d={`M${centre - half / 2} ${at(box.whiskers[0])}h${half}M${centre - half / 2} ${at(box.whiskers[1])}h${half}`}
            />
            <rect
              x={centre - half}
              y={at(box.q3)}
              width={2 * half}
              height={Math.max(1, at(box.q1) - at(box.q3))}
            />
            <path className="pair-box-median" d={`M${centre - half} ${at(box.median)}h${2 * half}`} />
            {mean && band > 40 && (
              <>
                {!Number.isNaN(mean.low) && <path d={`M${beside} ${at(mean.low)}V${at(mean.high)}`} />}
                <circle cx={beside} cy={at(mean.mean)} r={3} />
              </>
            )}
          </g>
        )
      })}
    </g>
  )
}
