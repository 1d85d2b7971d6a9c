import { useMemo, type ReactNode } from 'react'
import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, UNRANKED, type LinkedCounts } from '../../../state/linked-views.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { ColumnHead } from './column-head.tsx'
import { CumulativePlot } from './cumulative-plot.tsx'
import { DensityPlot } from './density-plot.tsx'
import { GroupsPlot } from './groups-plot.tsx'
import { HistogramPlot } from './histogram-plot.tsx'
import { NormalPlot } from './normal-plot.tsx'
import { NumberTools } from './number-tools.tsx'
import { groupColumns, useNumberSettings } from './settings.ts'
import { valueSource } from './use-value-brush.ts'

interface NumberViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
}

interface Shown {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
}

/** How the values of one number column are distributed, in five ways that all show which rows are flagged. */
export function NumberView({ dataset, ranking, column }: NumberViewProps) {
  const ordered = ranking ?? UNRANKED
  const [settings, change] = useNumberSettings(dataset, column)
  const { scale, range, bandwidth, positions } = settings
  const by = groupColumns(dataset, column).find(({ index }) => index === settings.by) ?? null
  const histogram = <HistogramPlot ordered={ordered} column={column} settings={settings} onChange={change} />
  const asked = useQuestion('distribution', { column: column.index, scale, range, bandwidth, positions })
  const answer = asked.data?.column === column.index ? asked.data : null
  const counts = useMemo(
    () =>
      answer
        ? linkedCounts(ordered, answer.rows, answer.cells.counts.length, valueSource(column.index))
        : null,
    [ordered, answer, column.index],
  )
  const plot = (title: string, make: (shown: Shown) => ReactNode) =>
    answer && counts ? (
      make({ answer, counts })
    ) : (
      <PlotFrame title={title} summary={'\u00a0'}>
        {asked.error ? <PlotProblem error={asked.error} /> : <PlotSkeleton />}
      </PlotFrame>
    )
  const shared = { column, settings, onChange: change }
  return (
    <article className="number-view" aria-label={column.name}>
      <ColumnHead dataset={dataset} column={column} />
      <NumberTools dataset={dataset} column={column} settings={settings} onChange={change} />
      <div className="number-view__plots" data-by={by !== null || undefined}>
        {histogram}
        {by ? (
          <GroupsPlot dataset={dataset} ordered={ordered} column={column} by={by} settings={settings} />
        ) : (
          plot('Box plot and density', (shown) => <DensityPlot {...shared} {...shown} />)
        )}
        {plot('Cumulative distribution', (shown) => (
          <CumulativePlot column={column} {...shown} />
        ))}
        {plot('Normal Q–Q', (shown) => (
          <NormalPlot {...shared} {...shown} />
        ))}
      </div>
    </article>
  )
}
