import { useCallback, useMemo, type ReactNode } from 'react'
import { linkedCounts, UNRANKED } from '../../../state/linked-views.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { BarPlot } from '../../plots/bar-plot.tsx'
import type { BinRange } from '../../plots/bin-selection.ts'
import { countScale } from '../../plots/count-scale.ts'
import { formatNumber } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { selectedText } from '../../plots/selected-text.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { BarsTable, type FigureColumn } from './bars-table.tsx'
import { ExpectedLine, Marker } from './expected-line.tsx'
import { rowsOfBars, type Members, type RowBins } from './picked-rows.ts'
import { regroupedCounts } from './regrouped-counts.ts'
import { usePickedRows } from './use-picked-rows.ts'

interface AuditBarsProps {
  /** The plot's name, e.g. `First two digits of Amount`. */
  readonly title: string
  readonly source: string
  readonly ranking: Ranking | null
  readonly bins: RowBins
  readonly binCount: number
  readonly members?: Members
  /** (bars,) names of the bars, in the table and on chips. */
  readonly labels: readonly string[]
  /** (bars,) what stands under each bar where the name is too long. */
  readonly ticks?: readonly string[]
  /** Numbers on the axis instead of the labels: (bars + 1,). */
  readonly edges?: Float64Array
  readonly rows: Uint32Array
  /** (bars,) rows; null: nothing is expected. */
  readonly expected: Float64Array | null
  readonly log: boolean
  readonly xTitle: string
  /** The sentence that goes before the number of flagged rows. */
  readonly summary: string
  /** The chip, from the label of the first and last bar: `First digit of Amount is 5`. */
  readonly chip: (from: string, to: string) => string
  readonly controls?: ReactNode
  /** Share of the width at which a line is drawn, 0 … 1. */
  readonly marker?: number
  /** Figures of each bar in the table, besides rows and expected. */
  readonly figures?: readonly FigureColumn[]
}

/** The bars of a test with what is expected and the flagged rows; a click on a bar shows its rows. */
export function AuditBars(props: AuditBarsProps) {
  const {
    title,
    source,
    ranking,
    bins,
    binCount,
    members = null,
    labels,
    ticks,
    edges,
    rows,
    expected,
  } = props
  const { log, xTitle, chip, controls, figures = [] } = props
  const counts = useMemo(
    () => regroupedCounts(linkedCounts(ranking ?? UNRANKED, bins, binCount, source), members),
    [ranking, bins, binCount, source, members],
  )
  const { picked, pick } = usePickedRows(source)
  const onBrush = useCallback(
    (range: BinRange | null, done: boolean) => {
      // The rows are gathered once, when the drag ends.
      if (!done) return
      const label = range ? chip(labels[range.from] ?? '', labels[range.to] ?? '') : ''
      pick(
        range,
        () => ({ kind: 'rows', rows: range ? rowsOfBars(bins, members, range) : new Uint32Array() }),
        label,
      )
    },
    [pick, chip, labels, bins, members],
  )
  const axis = useMemo(
    () => ({
      bins: labels.length,
      edges: edges ?? null,
      labels: ticks ?? labels,
      hasMissingBin: false,
      time: false,
    }),
    [labels, ticks, edges],
  )
  const reach = expected ? Math.max(0, ...expected) : 0
  const scale = useMemo(() => countScale(Math.max(reach, ...rows), log), [rows, reach, log])
  const note = useCallback((bar: number) => `expected ${formatNumber(expected?.[bar] ?? 0, 4)}`, [expected])
  const summary = useLinkedText<HTMLSpanElement>(counts.subscribe, () => {
    let flagged = 0
    // Bars may share rows: the bins do not.
    for (const n of members ? flaggedInBars(counts.flagged(), members) : counts.flagged()) flagged += n
    return `${props.summary}; ${formatNumber(flagged)} flagged${selectedText(counts)}`
  })
  return (
    <PlotFrame
      title={title}
      controls={controls}
      summary={<span ref={summary} />}
      table={() => (
        <BarsTable
          name={`${title} data`}
          head={xTitle}
          labels={labels}
          rows={rows}
          expected={expected}
          counts={counts}
          figures={figures}
          onPick={(bar) => onBrush({ from: bar, to: bar }, true)}
        />
      )}
    >
      <BarPlot
        axis={axis}
        rows={rows}
        counts={counts}
        log={log}
        xTitle={xTitle}
        reach={reach}
        {...(expected ? { note } : {})}
        brushed={picked}
        onBrush={onBrush}
      >
        {expected && <ExpectedLine expected={expected} scale={scale} />}
        {props.marker !== undefined && <Marker at={props.marker} />}
      </BarPlot>
    </PlotFrame>
  )
}

/** Where bars hold one another, as multiples of 10 hold those of 100, the first bars that hold all count. */
function flaggedInBars(flagged: Uint32Array, members: NonNullable<Members>): Uint32Array {
  const seen = new Set<number>()
  return flagged.filter((_, bar) => {
    const bins = members[bar] ?? []
    const isNew = bins.every((bin) => !seen.has(bin))
    bins.forEach((bin) => seen.add(bin))
    return isNew
  })
}
