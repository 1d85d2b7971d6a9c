import { useCallback, useMemo, useRef } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, UNRANKED, type LinkedCounts } from '../../../state/linked-views.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { AnswerOf, DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatNumberOf } from '../../controls/amounts.ts'
import {
  formatCoefficient,
  formatCount,
  formatNumber,
  formatPercent,
  formatRows,
  pText,
} from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { Figures } from './figures.tsx'
import { foldedCounts } from './folded-counts.ts'
import { GroupsPlot } from './groups-plot.tsx'
import { GroupsTable } from './groups-table.tsx'
import { groupPredicate, type GroupBrush } from './group-brush.ts'
import { flaggedText, levelText } from './pair-text.ts'
import { useShapeBrush } from '../../plots/use-shape-brush.ts'
import { useSize } from '../../plots/use-size.ts'

interface GroupsViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  /** The column whose values make the groups. */
  readonly groups: ColumnSummary
  readonly values: ColumnSummary
  readonly log: boolean
}

type GroupBoxes = AnswerOf<'groupBoxes'>

/** Groups shown on their own, besides those folded into one and the missing ones. */
const MOST_GROUPS = 12
/** Steps of the strips along the axis of the values. */
const CELLS = 160

/** One number by the values of another column: a strip of density and a box for each of them. */
export function GroupsView({ dataset, ranking, groups, values, log }: GroupsViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const [boxes, setBoxes] = useKept(dataset, 'pair boxes', true)
  const source = `pair:${groups.index}:${values.index}`
  const { data, request, error } = useQuestion('groupBoxes', {
    groups: groups.index,
    values: values.index,
    log,
    most: MOST_GROUPS + 1,
    cells: CELLS,
  })
  const counts = useMemo(
    () => data && linkedCounts(ranking ?? UNRANKED, data.places, data.counts.length, source),
    [data, ranking, source],
  )
  const perGroup = useMemo(() => data && counts && countsPerGroup(data, counts), [data, counts])
  const names = useMemo(() => data?.levels.map((level) => levelText(groups, level)) ?? [], [data, groups])
  const levels = data?.levels
  const toPredicate = useCallback(
    (shape: GroupBrush) => (levels ? groupPredicate(shape, groups, values, levels) : null),
    [levels, groups, values],
  )
  const { brushed, select } = useShapeBrush<GroupBrush>(source, toPredicate)
  const summary = useLinkedText<HTMLSpanElement>(perGroup?.subscribe ?? null, () =>
    data && perGroup ? summarise(dataset.rowCount, groups, values, data, perGroup, names) : '\u00a0',
  )
  return (
    <div className="pair-body">
      <div className="pair-plot">
        <PlotFrame
          title="Values by category"
          controls={<LogToggle label="Boxes" checked={boxes} onChange={setBoxes} />}
          summary={<span ref={summary} />}
          table={() =>
            data && perGroup ? (
              <GroupsTable
                {...{ groups, values, data, names }}
                counts={perGroup}
                log={request?.log ?? log}
                onPick={(group) => select({ from: group, to: group, low: -Infinity, high: Infinity }, true)}
              />
            ) : null
          }
        >
          <div ref={root} className="pair-stage">
            {data && counts && perGroup && size && (
              <GroupsPlot
                {...{ data, counts, perGroup, size, groups, values, names, boxes, brushed }}
                log={request?.log ?? log}
                onBrush={select}
              />
            )}
          </div>
          {!data && !error && <PlotSkeleton />}
          {error && <PlotProblem error={error} />}
        </PlotFrame>
      </div>
      <aside className="pair-side" aria-label="About these columns">
        <GroupFigures data={data} log={log} values={values} />
      </aside>
    </div>
  )
}

function GroupFigures({
  data,
  log,
  values,
}: {
  readonly data: GroupBoxes | null
  readonly log: boolean
  readonly values: ColumnSummary
}) {
  const tests = data?.tests
  const test = (name: string, value: number | null, p: number | null, freedom: string) =>
    !tests
      ? '…'
      : value === null || p === null
        ? 'not defined here'
        : `${name}${freedom} = ${formatNumber(value, 4)}, ${pText(p)}`
  return (
    <Figures
      title="Between the groups"
      rows={[
        {
          name: 'Compared',
          value: tests
            ? `${formatNumberOf(tests.groups, 'group')} of ${formatNumberOf(tests.n, 'value')} in all`
            : '…',
        },
        {
          name: 'Correlation ratio η',
          value: !tests
            ? '…'
            : tests.eta === null
              ? 'not defined here'
              : `${formatCoefficient(tests.eta)}: ${formatPercent(tests.eta * tests.eta)} of the variation is between the groups`,
        },
        {
          name: 'Analysis of variance',
          value: test(
            'F',
            tests?.f ?? null,
            tests?.fP ?? null,
            tests ? `(${formatCount(tests.groups - 1)}, ${formatCount(tests.n - tests.groups)})` : '',
          ),
        },
        {
          name: 'By ranks (Kruskal–Wallis)',
          value: test(
            'H',
            tests?.h ?? null,
            tests?.hP ?? null,
            tests ? `(${formatCount(tests.groups - 1)})` : '',
          ),
        },
      ]}
      note={[
        'Strips are wider where there are more rows (by the square root).',
        'p is the probability of groups this different if all were alike; with many rows even small differences make it tiny, so look at η first. Missing groups are left out.',
        ...(log
          ? [`Boxes, means and tests are of the logarithm of ${values.name}; a mean is then a geometric one.`]
          : []),
      ].join(' ')}
    />
  )
}

/** Flagged and selected rows of each group. */
function countsPerGroup(data: GroupBoxes, counts: LinkedCounts): LinkedCounts {
  const stride = data.cells + 1
  const partOf = Uint16Array.from(data.counts, (_, place) => Math.floor(place / stride))
  return foldedCounts(counts, partOf, data.levels.length)
}

function summarise(
  rowCount: number,
  groups: ColumnSummary,
  values: ColumnSummary,
  data: GroupBoxes,
  counts: LinkedCounts,
  names: readonly string[],
): string {
  const flagged = counts.flagged()
  let all = 0
  let top = -1
  let rate = 0
  for (let group = 0; group < data.levels.length; group++) {
    all += flagged[group]!
    const here = data.rows[group]! > 0 ? flagged[group]! / data.rows[group]! : 0
    if (here > rate) {
      rate = here
      top = group
    }
  }
  let undrawn = 0
  const stride = data.cells + 1
  for (let place = data.cells; place < data.counts.length; place += stride) undrawn += data.counts[place]!
  const parts = [
    `${values.name} by ${groups.name}, ${formatRows(rowCount)}; ${flaggedText(all, counts.selected())}`,
  ]
  if (top >= 0) parts.push(`the highest share in ${names[top] ?? ''} (${formatPercent(rate)})`)
  if (undrawn > 0) parts.push(`${formatRows(undrawn)} without a value to draw`)
  if (data.tests.eta !== null) parts.push(`η = ${formatCoefficient(data.tests.eta)}`)
  return parts.join('; ')
}
