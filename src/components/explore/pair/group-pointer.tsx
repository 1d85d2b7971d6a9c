import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { axisView, rangeBetween, sharesOf } from '../../plots/brush-rect.ts'
import { isFar, usePointerDrag, type Drag } from '../../plots/use-pointer-drag.ts'
import type { GroupBrush } from './group-brush.ts'
import { groupLines } from './group-lines.ts'
import type { GroupsLayout } from './groups-layout.ts'
import { TipLines } from './tip-lines.tsx'

interface GroupPointerProps {
  readonly data: AnswerOf<'groupBoxes'>
  readonly perGroup: LinkedCounts
  readonly layout: GroupsLayout
  readonly values: ColumnSummary
  readonly names: readonly string[]
  readonly log: boolean
  readonly brushed: GroupBrush | null
  readonly onBrush: (shape: GroupBrush | null, done: boolean) => void
}

/** Says what is in a group; a click selects it, a drag selects groups and values. */
export function GroupPointer(props: GroupPointerProps) {
  const { data, layout, values, names, log, brushed, onBrush } = props
  const view = axisView(data.extent, log)
  const groupAt = (x: number) => Math.min(data.levels.length - 1, Math.floor(x * data.levels.length))
  const shapeOf = ({ from, to }: Drag): GroupBrush => {
    const [low, high] = rangeBetween(view, from.y, to.y, layout.height, values.type === 'datetime') ?? [
      -Infinity,
      Infinity,
    ]
    const [a, b] = [groupAt(from.x), groupAt(to.x)]
    return { from: Math.min(a, b), to: Math.max(a, b), low, high }
  }
  const { over, drag, handlers } = usePointerDrag({
    // Sideways within a group nothing is dragged.
    isDrag: (moved) => isFar(moved, 0, layout.height),
    onDrag: (moved, done) => onBrush(shapeOf(moved), done),
    onClick: ({ x }) => {
      const at = groupAt(x)
      const again = brushed?.from === at && brushed.to === at
      onBrush(again ? null : { from: at, to: at, low: -Infinity, high: Infinity }, true)
    },
  })
  const shown = drag ? shapeOf(drag) : brushed
  const [low, high] = shown ? sharesOf(view, [shown.low, shown.high]) : [0, 1]
  const group = over && groupAt(over.x)
  return (
    <div
      className="pair-pointer"
      data-brush=""
      style={{ left: layout.left, top: layout.top, width: layout.width, height: layout.height }}
      {...handlers}
    >
      {shown && (
        <div
          className="pair-brush"
          style={{
            left: shown.from * layout.band,
            width: (shown.to - shown.from + 1) * layout.band,
            bottom: `${low * 100}%`,
            height: `${(high - low) * 100}%`,
          }}
        />
      )}
      {group !== null && over && (
        <div
          className="plot-tooltip pair-tip"
          style={
            over.x < 0.5
              ? { left: (group + 1) * layout.band + 4, top: 8 }
              : { left: 'auto', right: layout.width - group * layout.band + 4, top: 8 }
          }
        >
          <strong>{names[group]}</strong>
          <TipLines lines={groupLines({ ...props, group })} />
        </div>
      )}
    </div>
  )
}
