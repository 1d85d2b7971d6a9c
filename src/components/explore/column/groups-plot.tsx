import { useMemo } from 'react'
import { SegmentedControl } from '@mantine/core'
import type { GroupDistributionsAnswer } from '../../../analysis/distribution/group-distributions.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, type LinkedCounts, type Ordered } from '../../../state/linked-views.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { selectedText } from '../../plots/selected-text.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { Chart, type ChartCursor } from './chart.tsx'
import { groupName, rowsOf, type GroupShape } from './groups.ts'
import { GroupRow } from './group-row.tsx'
import { GroupsTable } from './groups-table.tsx'
import { sumOf } from './line-paths.ts'
import type { NumberSettings } from './settings.ts'
import { formatAt } from './value-format.ts'

interface GroupsPlotProps {
  readonly dataset: DatasetSummary
  readonly ordered: Ordered
  readonly column: ColumnSummary
  readonly by: ColumnSummary
  readonly settings: NumberSettings
}

/** The values of one column in each group of another, side by side on one axis. */
export function GroupsPlot({ dataset, ordered, column, by, settings }: GroupsPlotProps) {
  const { scale, range } = settings
  const [shape, setShape] = useKept<GroupShape>(dataset, 'group shape', 'box')
  const asked = useQuestion('groupDistributions', { column: column.index, by: by.index, scale, range })
  const answer =
    asked.data?.column === column.index && asked.data.by === by.index && asked.data.scale === scale
      ? asked.data
      : null
  const source = `groups:${column.index}:${by.index}`
  const counts = useMemo(
    () => (answer ? linkedCounts(ordered, answer.rows, answer.counts.length, source) : null),
    [ordered, answer, source],
  )
  const longest = Math.max(0, ...(answer?.groups ?? []).map((group) => groupName(group).length))
  const labelRoom = Math.min(MOST_LABEL_ROOM, Math.max(36, longest * LETTER + 16))
  const title = `${column.name} by ${by.name}`
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    answer && counts ? summarise(answer, counts) : '\u00a0',
  )
  return (
    <PlotFrame
      title={title}
      controls={
        <SegmentedControl
          size="xs"
          aria-label="Shape of the groups"
          classNames={{ root: 'column-switch' }}
          value={shape}
          onChange={(value) => setShape(value === 'violin' ? 'violin' : 'box')}
          data={[
            { value: 'box', label: 'Boxes' },
            { value: 'violin', label: 'Violins' },
          ]}
        />
      }
      summary={<span ref={summary} />}
      table={() =>
        answer && counts ? <GroupsTable answer={answer} counts={counts} name={`${title} data`} /> : null
      }
    >
      {answer && counts ? (
        <Chart
          x={answer.view}
          y={[0, answer.groups.length]}
          xLog={scale === 'log'}
          xTitle={scale === 'log' ? `${column.name} (log)` : column.name}
          yTicks={[]}
          left={labelRoom}
          right={RATE_ROOM}
          cursor={groupCursor(answer, counts)}
        >
          {(geometry) =>
            answer.groups.map((group, g) => (
              <GroupRow
                key={g}
                answer={answer}
                counts={counts}
                geometry={geometry}
                group={g}
                name={groupName(group)}
                shape={shape}
                labelRoom={labelRoom}
              />
            ))
          }
        </Chart>
      ) : asked.error ? (
        <PlotProblem error={asked.error} />
      ) : (
        <PlotSkeleton />
      )}
    </PlotFrame>
  )
}

/** A cursor over the groups, from the top. */
function groupCursor({ groups, cells, scale }: GroupDistributionsAnswer, counts: LinkedCounts): ChartCursor {
  const flaggedIn = (g: number) => rowsOf(counts.flagged(), g, cells)
  return {
    count: groups.length,
    over: 'groups',
    describe: (g) => {
      const group = groups[g]!
      const { box, rows } = group
      const shape = box
        ? `median ${formatAt(scale, box.median)}, half between ${formatAt(scale, box.q1)} and ${formatAt(scale, box.q3)}, `
        : ''
      return `${groupName(group)}: ${formatCount(rows)} rows, ${shape}${formatCount(flaggedIn(g))} flagged`
    },
    isNotable: (g) => flaggedIn(g) > 0,
    place: (g) => ({ y: groups.length - g - 0.5 }),
  }
}

/** Pixels for the longest name, within limits; and for how many rows are flagged. */
const MOST_LABEL_ROOM = 132
const LETTER = 6.4
const RATE_ROOM = 108

function summarise({ groups }: GroupDistributionsAnswer, counts: LinkedCounts): string {
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  const selected = counts.selected()
  const of = selected ? sumOf(selected) : rows
  const flagged = sumOf(counts.flagged())
  const known = groups.filter(({ level }) => level.kind === 'value').length
  const folded = groups.find(({ level }) => level.kind === 'other')
  return (
    `${formatCount(rows)} rows in ${formatCount(known)} groups` +
    (folded?.level.kind === 'other' ? ` and ${formatCount(folded.level.values)} small ones together` : '') +
    `; ${formatCount(flagged)} flagged (${formatPercent(of > 0 ? flagged / of : 0)})` +
    selectedText(counts)
  )
}
