import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { UnstyledButton } from '@mantine/core'
import type { TimeUnit } from '../../../analysis/calendar/calendar.ts'
import type { TimeBuckets } from '../../../analysis/calendar/time-buckets.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedSums } from '../../../state/linked-sums.ts'
import { linkedCounts, UNRANKED } from '../../../state/linked-views.ts'
import { brush } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { formatUnits } from './bucket-label.ts'
import { Choice } from './measure-controls.tsx'
import { measureName, type Measure, type Measured } from './series.ts'
import { timeSentence } from './time-sentence.ts'
import { firstWindow, MAX_SHOWN, moveWindow, type Window } from './time-window.ts'
import { TimePlot } from './time-plot.tsx'
import { TimeTable } from './time-table.tsx'
import type { Span } from './use-time-brush.ts'

interface TimelinePanelProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
  readonly measure: Measure
  /** Null where rows are counted. */
  readonly amount: ColumnSummary | null
  readonly unit: TimeUnit | 'auto'
  readonly onUnit: (unit: TimeUnit | 'auto') => void
  readonly controls: ReactNode
}

/** Rows or an amount per unit of time, empty units too. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { dataset, ranking, column, measure, amount, unit, onUnit, controls } = props
  const source = `time:${column.index}`
  const [log, setLog] = useState(false)
  const asked = useQuestion('timeBuckets', { column: column.index, unit, amount: amount?.index ?? null })
  // The former answer stays until the next one is there; what it is about is told by its request.
  const data = asked.data?.column === column.index ? asked.data : null
  const amountName = dataset.columns[asked.request?.amount ?? -1]?.name ?? ''
  const measured = useMeasured(data, ranking, measure, source)
  const [moved, setMoved] = useState<{ readonly about: TimeBuckets; readonly window: Window } | null>(null)
  const shown = data ? (moved?.about === data ? moved.window : firstWindow(data)) : null

  const clause = useApp((state) => state.clauses.find((c) => c.source === source)?.predicate ?? null)
  const brushed = useMemo(
    () => (clause?.kind === 'range' ? { low: clause.low, high: clause.high } : null),
    [clause],
  )
  const onBrush = useCallback(
    (span: Span | null, done: boolean) =>
      brush(source, span && { kind: 'range', column: column.index, ...span }, undefined, done),
    [source, column.index],
  )
  const summary = useLinkedText<HTMLSpanElement>(measured?.counts.subscribe ?? null, () =>
    data && measured && shown ? timeSentence(data, measured, shown, amountName) : '\u00a0',
  )
  const empty = data !== null && data.counts.length === 0
  const shownMeasure = measured?.measure ?? measure
  const yTitle = measureName(shownMeasure, amountName) + (shownMeasure === 'rows' && log ? ' (log)' : '')
  return (
    <PlotFrame
      title={`${column.name} over time`}
      controls={
        <>
          {data && shown && (
            <WindowControls
              data={data}
              window={shown}
              onMove={(window) => setMoved({ about: data, window })}
            />
          )}
          {controls}
          <Choice label="Unit of time" options={unitOptions(data, unit)} value={unit} onChange={onUnit} />
          {measure === 'rows' && (
            <LogToggle label="Log counts over time" text="Log" checked={log} onChange={setLog} />
          )}
        </>
      }
      summary={<span ref={summary} />}
      table={() =>
        data && measured && shown ? (
          <TimeTable
            name={`${column.name} over time data`}
            data={data}
            measured={measured}
            window={shown}
            amountName={amountName}
            onPick={onBrush}
          />
        ) : null
      }
    >
      {empty ? (
        <p className="plot-problem">No row has a time in {column.name}.</p>
      ) : data && measured && shown ? (
        <TimePlot
          name={`${column.name}, by ${data.unit}`}
          measured={measured}
          edges={data.edges}
          unit={data.unit}
          from={shown.from}
          to={shown.to}
          log={log && shownMeasure === 'rows'}
          yTitle={yTitle}
          xTitle={`${column.name} by ${data.unit}, UTC`}
          amountName={amountName}
          brushed={brushed}
          onBrush={onBrush}
        />
      ) : asked.error ? (
        <PlotProblem error={asked.error} />
      ) : (
        <PlotSkeleton />
      )}
    </PlotFrame>
  )
}

function useMeasured(
  data: TimeBuckets | null,
  ranking: Ranking | null,
  measure: Measure,
  source: string,
): Measured | null {
  return useMemo(() => {
    if (!data) return null
    const ordered = ranking ?? UNRANKED
    const { bins, counts: rows, amount } = data
    return {
      measure: amount ? measure : 'rows',
      rows,
      counts: linkedCounts(ordered, bins, rows.length, source),
      amounts: amount && {
        all: amount,
        linked: linkedSums(ordered, bins, rows.length, amount.values, source),
      },
    }
  }, [data, ranking, measure, source])
}

function unitOptions(data: TimeBuckets | null, unit: TimeUnit | 'auto') {
  const auto = data && unit === 'auto' ? `Automatic (${data.unit})` : 'Automatic'
  const units = data?.units ?? []
  return [
    { value: 'auto' as const, label: auto },
    ...units.map((entry) => ({ value: entry.unit, label: `By ${entry.unit}` })),
    // The select keeps its choice while the units are on their way.
    ...(unit !== 'auto' && !units.some((entry) => entry.unit === unit)
      ? [{ value: unit, label: `By ${unit}` }]
      : []),
  ]
}

/** Moves the part that is shown where there are more units than fit. */
function WindowControls(props: {
  readonly data: TimeBuckets
  readonly window: Window
  readonly onMove: (window: Window) => void
}) {
  const { data, window, onMove } = props
  const count = data.counts.length
  const { from, to } = window
  if (from === 0 && to === count) return null
  return (
    <span className="time-window" role="group" aria-label="Part of time shown">
      <UnstyledButton
        className="plot-toggle"
        disabled={from === 0}
        onClick={() => onMove(moveWindow(window, count, -1))}
      >
        Earlier
      </UnstyledButton>
      <span className="time-window__text">
        {formatCount(from + 1)}–{formatCount(to)} of {formatUnits(count, data.unit)}
      </span>
      <UnstyledButton
        className="plot-toggle"
        disabled={to === count}
        onClick={() => onMove(moveWindow(window, count, 1))}
      >
        Later
      </UnstyledButton>
      {count <= MAX_SHOWN && (
        <UnstyledButton className="plot-toggle" onClick={() => onMove({ from: 0, to: count })}>
          Show all
        </UnstyledButton>
      )}
    </span>
  )
}
