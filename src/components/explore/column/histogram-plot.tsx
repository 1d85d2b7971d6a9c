import { useCallback, useMemo, useState } from 'react'
import { NativeSelect } from '@mantine/core'
import type { HistogramAnswer, HistogramRequest } from '../../../analysis/distribution/histogram.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, type LinkedCounts, type Ordered } from '../../../state/linked-views.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import type { BinAxis } from '../../plots/bin-axis.ts'
import { BarPlot } from '../../plots/bar-plot.tsx'
import { binPredicate, type BinRange } from '../../plots/bin-selection.ts'
import { BinTable } from '../../plots/bin-table.tsx'
import { formatCount, formatNumber, formatRows } from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { selectedText } from '../../plots/selected-text.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { binsOfInterval } from './bins-of-interval.ts'
import { sumOf } from './line-paths.ts'
import type { NumberSettings } from './settings.ts'
import { useValueBrush, valueSource } from './use-value-brush.ts'

/** Most bars: by rule so many that each is some pixels wide, by hand as many as are asked for. */
const BINS_BY_RULE = 120
const BINS_BY_HAND = 500

interface HistogramPlotProps {
  readonly ordered: Ordered
  readonly column: ColumnSummary
  readonly settings: NumberSettings
  readonly onChange: (change: Partial<NumberSettings>) => void
}

/** How often which values occur; bars are brushed to select their rows. */
export function HistogramPlot({ ordered, column, settings, onChange }: HistogramPlotProps) {
  const { scale, range, width } = settings
  const [logCounts, setLogCounts] = useState(true)
  const request: HistogramRequest = {
    column: column.index,
    scale,
    range,
    width,
    maxBins: typeof width === 'number' ? BINS_BY_HAND : BINS_BY_RULE,
  }
  const asked = useQuestion('histogram', request)
  const answer = asked.data?.column === column.index ? asked.data : null
  const source = valueSource(column.index)
  const counts = useMemo(
    () => (answer ? linkedCounts(ordered, answer.bins, answer.counts.length, source) : null),
    [ordered, answer, source],
  )
  const { interval, missing, select } = useValueBrush(column.index)
  // While bars are dragged over the plot shows that itself: nothing is rendered until it ends.
  const [dragging, setDragging] = useState(false)
  const brushed = useMemo(
    () => (answer && !dragging ? binsOfInterval(answer, interval, missing) : null),
    [answer, dragging, interval, missing],
  )
  const onBrush = useCallback(
    (bins: BinRange | null, done: boolean) => {
      setDragging(!done)
      if (answer) select(bins && binPredicate(answer, bins), done)
    },
    [answer, select],
  )
  const axis = useMemo(() => (answer ? axisOf(answer) : null), [answer])
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    answer && counts ? summarise(answer, counts, column) : '\u00a0',
  )
  return (
    <PlotFrame
      title="Histogram"
      controls={
        <>
          <BinControls settings={settings} answer={answer} column={column} onChange={onChange} />
          <LogToggle label="Log counts" text="Log y" checked={logCounts} onChange={setLogCounts} />
        </>
      }
      summary={<span ref={summary} />}
      table={() =>
        answer && counts ? (
          <BinTable
            name="Histogram data"
            binHead={column.name}
            labels={answer.labels}
            rows={answer.counts}
            counts={counts}
            onPick={(bin) => onBrush({ from: bin, to: bin }, true)}
          />
        ) : null
      }
    >
      {answer && counts && axis ? (
        <BarPlot
          axis={axis}
          rows={answer.counts}
          counts={counts}
          log={logCounts}
          xTitle={answer.scale === 'log' ? `${column.name} (log)` : column.name}
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

interface BinControlsProps extends Pick<HistogramPlotProps, 'settings' | 'column' | 'onChange'> {
  readonly answer: HistogramAnswer | null
}

/** Which rule sets the bins, and their width to be set by hand: on a log scale as bins per power of ten. */
function BinControls({ settings, answer, column, onChange }: BinControlsProps) {
  const { width, scale } = settings
  const log = scale === 'log'
  const shown = answer?.scale === scale && Number.isFinite(answer.width) ? answer.width : null
  const field = shown === null ? '' : log ? round(1 / shown) : round(shown)
  return (
    <>
      <span className="plot-by" aria-hidden="true">
        Bins
      </span>
      <NativeSelect
        aria-label="Bins"
        title="Bins"
        size="xs"
        variant="unstyled"
        classNames={{ root: 'plot-picker', input: 'plot-picker-input' }}
        value={typeof width === 'number' ? 'hand' : width}
        onChange={({ currentTarget: { value } }) => {
          if (value === 'hand') onChange({ width: shown ?? 1 })
          else onChange({ width: value === 'scott' ? 'scott' : 'freedman-diaconis' })
        }}
        data={[
          { value: 'freedman-diaconis', label: 'Freedman–Diaconis' },
          { value: 'scott', label: 'Scott' },
          { value: 'hand', label: 'by hand' },
        ]}
      />
      <NumberField
        hideLabel
        label={log ? 'Bins per power of ten' : `Bin width in ${column.name}`}
        value={field}
        min={log ? 1 : 0}
        {...(log ? { max: 1000 } : {})}
        step={log ? 1 : 'any'}
        width={log ? 104 : 84}
        title={log ? 'Bins per power of ten' : `Bin width, in the unit of ${column.name}`}
        {...(log ? { suffix: 'per ×10' } : column.format.code === 'percent' ? { suffix: '%' } : {})}
        onCommit={(value) => {
          if (value > 0) onChange({ width: log ? 1 / value : value })
        }}
      />
    </>
  )
}

function round(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function axisOf({ counts, edges, labels, hasMissingBin, whole }: HistogramAnswer): BinAxis {
  // A bin that is one whole number has it under its middle.
  const drawn = whole && edges ? edges.map((edge) => edge - 0.5) : edges
  return { bins: counts.length, edges: drawn, labels, hasMissingBin, time: false, whole }
}

function summarise(answer: HistogramAnswer, counts: LinkedCounts, column: ColumnSummary): string {
  const { whole, width, scale, labels, hasMissingBin, capped, above, below, infinite } = answer
  const rows = sumOf(answer.counts)
  const flagged = sumOf(counts.flagged()) + counts.outside()
  const bins = labels.length - (hasMissingBin ? 1 : 0)
  const cut = whole
    ? 'a bin for each whole number'
    : !Number.isFinite(width) || bins <= 1
      ? 'one bin'
      : scale === 'log'
        ? `${formatNumber(1 / width, 3)} ${width === 1 ? 'bin' : 'bins'} per power of ten`
        : `bins of ${formatNumber(width)}`
  const parts = [
    `${column.name} of ${formatRows(rows)} in ${cut}${capped ? ' (narrower ones would be too many)' : ''}`,
    ...(scale === 'log' && below > 0 ? [`${formatCount(below)} not above 0`] : []),
    ...(scale === 'linear' && below + above > 0
      ? [`${formatCount(below + above)} far values in open bins`]
      : []),
    ...(infinite > 0 ? [`${formatCount(infinite)} infinite`] : []),
    ...(hasMissingBin ? [`${formatCount(answer.counts.at(-1) ?? 0)} missing`] : []),
    `${formatCount(flagged)} flagged`,
  ]
  return parts.join('; ') + selectedText(counts)
}
