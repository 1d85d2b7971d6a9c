import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatRows, valueText } from '../../plots/format.ts'
import type { TipLine } from './cell-lines.ts'

interface GroupContext {
  readonly data: AnswerOf<'groupBoxes'>
  readonly perGroup: LinkedCounts
  readonly values: ColumnSummary
  readonly log: boolean
  readonly group: number
}

/** What is said of a group: its rows, its box and its mean. */
export function groupLines({ data, perGroup, values, log, group }: GroupContext): readonly TipLine[] {
  const box = data.boxes[group]
  const mean = data.means[group]
  const rows = data.rows[group] ?? 0
  const flagged = perGroup.flagged()[group] ?? 0
  const selected = perGroup.selected()?.[group]
  const value = (place: number) => valueText(values, log ? 10 ** place : place)
  const plain = (text: string): TipLine => ({ text, flagged: false })
  const lines = [plain(formatRows(rows))]
  if (selected !== undefined) lines.push(plain(`${formatCount(selected)} selected`))
  lines.push({
    text: `${formatCount(flagged)} flagged (${formatPercent(flagged / Math.max(1, rows))})`,
    flagged: flagged > 0,
  })
  if (box) {
    lines.push(
      plain(`Median ${value(box.median)}`),
      plain(`Quartiles ${value(box.q1)} to ${value(box.q3)}`),
      plain(`Lowest ${value(box.min)}, highest ${value(box.max)}`),
      plain(`${formatCount(box.outside[0] + box.outside[1])} beyond the whiskers`),
    )
  }
  if (mean) {
    const interval = Number.isNaN(mean.low) ? '' : ` (${value(mean.low)} to ${value(mean.high)})`
    lines.push(plain(`${log ? 'Geometric mean' : 'Mean'} ${value(mean.mean)}${interval}`))
  }
  return lines
}
