import { Suspense, useEffect } from 'react'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { IconEyeOff } from '@tabler/icons-react'
import { isSelectedHidden } from '../../state/blind.ts'
import { selectRow } from '../../state/actions/view.ts'
import { appStore, useApp } from '../../state/store.ts'
import { DistributionPlot } from '../plots/distribution-plot.tsx'
import { timeColumns } from '../plots/plot-columns.ts'
import { ScatterPlot } from '../plots/scatter-plot.tsx'
import { ScoreHistogram } from '../plots/score-histogram.tsx'
import { TimelinePlot } from '../plots/timeline-plot.tsx'
import { lazyPart } from '../shell/lazy-part.tsx'
import { ScreenSkeleton } from '../shell/screen-skeleton.tsx'
import { Panels } from '../controls/panels.tsx'
import { BLIND_PLOTS } from './blind-words.ts'
import { useDesk } from './decide/desk-store.ts'
import { ReviewWork } from './review-work.tsx'
import { RowDetails } from './detail/row-details.tsx'
import './review.css'

const ReasonsDialog = lazyPart(() => import('./decide/reasons-dialog.tsx'))

/** Where analysts live: linked plots on top, the flagged rows beneath, the selected row at the side. */
export default function ReviewScreen() {
  const dataset = useApp((s) => s.dataset)
  const ranking = useApp((s) => s.ranking)
  useFirstRow(ranking)
  if (!dataset || !ranking) return <ScreenSkeleton />
  return (
    <div className="panels">
      <Panels
        id="review"
        orientation="horizontal"
        stacks
        handle="Width of the selected row"
        panels={[
          { id: 'main', size: 76, min: 480, content: <Main dataset={dataset} ranking={ranking} /> },
          { id: 'row', size: 24, min: 220, content: <RowDetails dataset={dataset} ranking={ranking} /> },
        ]}
      />
      <Dialogs />
    </div>
  )
}

function Dialogs() {
  const editing = useDesk((state) => state.editingReasons)
  return <Suspense fallback={null}>{editing && <ReasonsDialog />}</Suspense>
}

interface Parts {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}

function Main({ dataset, ranking }: Parts) {
  return (
    <Panels
      id="review-main"
      orientation="vertical"
      handle="Height of the plots"
      panels={[
        { id: 'plots', size: 56, min: 200, content: <BlindPlots dataset={dataset} ranking={ranking} /> },
        { id: 'table', size: 44, min: 120, content: <ReviewWork dataset={dataset} ranking={ranking} /> },
      ]}
    />
  )
}

/** Plots colour what is flagged: while a row is reviewed blind, they are kept as they are and not shown. */
function BlindPlots(parts: Parts) {
  const hidden = useApp(isSelectedHidden)
  return (
    <div className="review-plots" data-hidden={hidden || undefined}>
      <div className="review-plots-shown" inert={hidden}>
        <Plots {...parts} />
      </div>
      {hidden && (
        <div className="review-plots-blind">
          <IconEyeOff size={22} stroke={1.5} aria-hidden="true" />
          <p>{BLIND_PLOTS}</p>
        </div>
      )}
    </div>
  )
}

function Plots({ dataset, ranking }: Parts) {
  const withTime = timeColumns(dataset).length > 0
  const lower = [
    {
      id: 'distribution',
      size: withTime ? 50 : 100,
      min: 200,
      content: <DistributionPlot dataset={dataset} ranking={ranking} />,
    },
    ...(withTime
      ? [
          {
            id: 'timeline',
            size: 50,
            min: 160,
            content: <TimelinePlot dataset={dataset} ranking={ranking} />,
          },
        ]
      : []),
  ]
  const bars = (
    <Panels
      id="review-bars"
      orientation="vertical"
      handle="Height of the score histogram"
      panels={[
        { id: 'scores', size: 50, min: 90, content: <ScoreHistogram ranking={ranking} /> },
        {
          id: 'columns',
          size: 50,
          min: 90,
          content: (
            <Panels
              id="review-columns"
              orientation="horizontal"
              handle="Width of the distribution"
              panels={lower}
            />
          ),
        },
      ]}
    />
  )
  return (
    <Panels
      id="review-plots"
      orientation="horizontal"
      handle="Width of the scatter plot"
      panels={[
        { id: 'bars', size: 55, min: 240, content: bars },
        { id: 'scatter', size: 45, min: 220, content: <ScatterPlot dataset={dataset} ranking={ranking} /> },
      ]}
    />
  )
}

/** The most anomalous row is the one that is looked at first. */
function useFirstRow(ranking: Ranking | null): void {
  useEffect(() => {
    const first = ranking?.order[0]
    if (first !== undefined && appStore.getState().selectedRow === null) selectRow(first)
  }, [ranking])
}
