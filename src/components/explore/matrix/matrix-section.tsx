import { useMemo, useRef } from 'react'
import { MultiSelect } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { openPair } from '../../../state/explore.ts'
import { UNRANKED } from '../../../state/linked-views.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { isSkewed } from '../../plots/plot-columns.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { useSize } from '../../plots/use-size.ts'
import type { SectionProps } from '../section-props.ts'
import { defaultMatrix, matrixColumns, MOST_COLUMNS } from './matrix-columns.ts'
import { matrixCounts } from './matrix-counts.ts'
import { MatrixPlot } from './matrix-plot.tsx'
import { matrixSummary } from './matrix-summary.ts'
import { MatrixTable } from './matrix-table.tsx'
import '../pair/pair.css'
import './matrix.css'

/** Cells along each axis of the small rasters. */
const CELLS = 64

/** Every pair of up to six columns as a small scatter plot. */
export default function MatrixSection({ dataset, ranking }: SectionProps) {
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const columns = matrixColumns(dataset)
  const [chosen, setChosen] = useKept<readonly number[] | null>(dataset, 'matrix columns', null)
  const [logs, setLogs] = useKept(dataset, 'matrix logs', true)
  const shown = useMemo(() => {
    const wanted = chosen ?? defaultMatrix(dataset, ranking)
    return wanted.flatMap((index) => matrixColumns(dataset).find((c) => c.index === index) ?? [])
  }, [chosen, dataset, ranking])
  const request =
    shown.length < 2
      ? null
      : { columns: shown.map((c) => c.index), logs: shown.map((c) => logs && isSkewed(c)) }
  const {
    data,
    request: answered,
    error,
  } = useQuestion('scatterMatrix', request && { ...request, cells: CELLS })
  const correlations = useQuestion('matrixCorrelations', data && request)
  const counts = useMemo(() => data && matrixCounts(ranking ?? UNRANKED, data), [data, ranking])
  // Columns belong to the picture they were asked with: they change together with it.
  const inPicture = (data?.columns ?? []).flatMap((index) => columns.find((c) => c.index === index) ?? [])
  const fits =
    correlations.data?.length === data?.rasters.length &&
    correlations.request?.columns.join() === data?.columns.join()
  const r = fits ? correlations.data : null
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    data && counts ? matrixSummary(dataset.rowCount, inPicture, data, counts, r) : '\u00a0',
  )
  const skewed = shown.some(isSkewed)
  return (
    <div className="matrix">
      <div className="pair-bar matrix-bar">
        <ColumnsPicker columns={columns} shown={shown} onChange={setChosen} />
        {skewed && (
          <LogToggle
            label="Log axes for skewed columns"
            text="Log where skewed"
            checked={logs}
            onChange={setLogs}
          />
        )}
      </div>
      <div className="matrix-frame">
        <PlotFrame
          title="Scatter-plot matrix"
          summary={<span ref={summary} />}
          table={() =>
            data && counts ? (
              <MatrixTable
                columns={inPicture}
                data={data}
                counts={counts}
                correlations={r}
                onOpen={(x, y) => openPair(x.index, y.index)}
              />
            ) : null
          }
        >
          <div ref={root} className="pair-stage">
            {data && counts && size && inPicture.length === data.columns.length && (
              <MatrixPlot
                columns={inPicture}
                logs={answered?.logs ?? []}
                correlations={r}
                {...{ data, counts, size }}
              />
            )}
          </div>
          {request === null && (
            <p className="plot-problem" role="note">
              {columns.length < 2
                ? 'A scatter-plot matrix needs two columns of numbers or times.'
                : 'Choose two to six columns of numbers or times.'}
            </p>
          )}
          {request !== null && !data && !error && <PlotSkeleton />}
          {error && <PlotProblem error={error} />}
        </PlotFrame>
      </div>
    </div>
  )
}

function ColumnsPicker({
  columns,
  shown,
  onChange,
}: {
  readonly columns: readonly ColumnSummary[]
  readonly shown: readonly ColumnSummary[]
  readonly onChange: (columns: readonly number[]) => void
}) {
  return (
    <div className="pair-picker matrix-picker">
      <span aria-hidden="true">Columns</span>
      <MultiSelect
        size="xs"
        aria-label={`Columns of the matrix, up to ${MOST_COLUMNS}`}
        placeholder={shown.length < MOST_COLUMNS ? 'Add a column' : ''}
        data={columns.map((c) => ({ value: String(c.index), label: c.name }))}
        value={shown.map((c) => String(c.index))}
        onChange={(values) => onChange(values.map(Number))}
        maxValues={MOST_COLUMNS}
        searchable
        hidePickedOptions
        nothingFoundMessage="No such column"
      />
    </div>
  )
}
