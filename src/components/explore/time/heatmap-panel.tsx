import { useCallback, useMemo, useState } from 'react'
import type { CalendarCells } from '../../../analysis/calendar/calendar-cells.ts'
import type { ErrorReport } from '../../../analysis/errors.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { flaggedRate, ratedRows } from '../../../state/flagged-rate.ts'
import { brush } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatNumber, formatPercent, formatRows } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedRender, useLinkedText } from '../../plots/use-linked-text.ts'
import { HeatGrid } from './heat-grid.tsx'
import { heatScale, type HeatColour } from './heat-scale.ts'
import { HeatTable } from './heat-table.tsx'
import { Choice } from './measure-controls.tsx'
import {
  blocksOf,
  blocksPredicate,
  cellsIn,
  LAYOUTS,
  type Block,
  type CellKind,
  type HeatLayout,
} from './recurring.ts'
import { formatShort, measureName, type Measure, type Measured } from './series.ts'
import { useCellMeasure } from './use-cell-measure.ts'

interface HeatmapPanelProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
  readonly measure: Measure
  readonly amountName: string
  readonly data: CalendarCells | null
  readonly error: ErrorReport | null
}

/** Weekday × hour (or month × day) as a heatmap: rows, an amount, or the share of flagged rows. */
export function HeatmapPanel({
  dataset,
  ranking,
  column,
  measure,
  amountName,
  data,
  error,
}: HeatmapPanelProps) {
  const [chosen, setKind] = useKept<CellKind>(dataset, `time:${column.index}:cells`, 'week')
  const [colour, setColour] = useKept<HeatColour>(dataset, 'time:colour', 'measure')
  const kind = data?.dateOnly ? 'year' : chosen
  const layout = LAYOUTS[kind]
  const source = `${kind}:${column.index}`
  const measured = useCellMeasure(data, kind, ranking, measure, source)
  const cells = useMemo(() => cellsIn(layout, wholeOf(layout)), [layout])

  const clause = useApp((state) => state.clauses.find((c) => c.source === source)?.predicate ?? null)
  const onSelect = useCallback(
    (blocks: readonly Block[]) => {
      brush(source, blocksPredicate(layout, blocks, column.index))
    },
    [layout, column, source],
  )
  const colours = [
    { value: 'measure', label: measureName(measured?.measure ?? 'rows', amountName) },
    { value: 'rate', label: 'Flagged rate' },
  ] as const
  const summary = useLinkedText<HTMLSpanElement>(measured?.counts.subscribe ?? null, () =>
    measured ? sentence(layout, measured, cells, data?.dateOnly ?? false) : '\u00a0',
  )
  const title = `${column.name}: calendar`
  return (
    <PlotFrame
      title={title}
      controls={
        <>
          {data && !data.dateOnly && (
            <Choice
              label="Cells"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'week', label: 'Weekday × hour' },
                { value: 'year', label: 'Month × day' },
              ]}
            />
          )}
          <Choice label="Colour" value={colour} onChange={setColour} options={colours} />
        </>
      }
      summary={<span ref={summary} />}
      table={() =>
        measured ? (
          <HeatTable name={`${title} data`} layout={layout} measured={measured} amountName={amountName} />
        ) : null
      }
    >
      {measured ? (
        <HeatBody
          name={title}
          layout={layout}
          measured={measured}
          cells={cells}
          colour={colour}
          amountName={amountName}
          selected={blocksOf(clause)}
          onSelect={onSelect}
        />
      ) : error ? (
        <PlotProblem error={error} />
      ) : (
        <PlotSkeleton />
      )}
    </PlotFrame>
  )
}

interface HeatBodyProps {
  readonly name: string
  readonly layout: HeatLayout
  readonly measured: Measured
  readonly cells: readonly number[]
  readonly colour: HeatColour
  readonly amountName: string
  readonly selected: readonly Block[]
  readonly onSelect: (blocks: readonly Block[]) => void
}

function HeatBody(props: HeatBodyProps) {
  const { name, layout, measured, cells, colour, amountName, selected, onSelect } = props
  useLinkedRender(measured.counts)
  const [looked, setLooked] = useState<{ readonly cell: number; readonly label: string } | null>(null)
  const scale = heatScale(measured, colour, cells)
  const flagged = measured.counts.flagged()
  let most = 0
  for (const cell of cells) most = Math.max(most, flagged[cell]!)
  const end = (value: number) => (colour === 'rate' ? formatPercent(value) : formatShort(value))
  return (
    <div className="heat-frame" data-colour={colour}>
      <HeatGrid
        name={name}
        layout={layout}
        strength={scale.strength}
        mark={(cell) => (most > 0 ? flagged[cell]! / most : 0)}
        describe={(cell, label) => factsOf(measured, cell, label, amountName)}
        selected={selected}
        onSelect={onSelect}
        onLook={setLooked}
      />
      <div className="heat-foot">
        <span className="heat-foot__text" data-hint={looked === null || undefined}>
          {looked
            ? factsOf(measured, looked.cell, looked.label, amountName)
            : 'Click a cell, or a row or a column by its name, to select its rows; the bar at a cell’s foot shows where flagged rows are.'}
        </span>
        <span className="heat-legend" aria-hidden="true">
          {end(scale.low)}
          <span className="heat-legend__ramp" data-diverging={scale.diverging || undefined} />
          {end(scale.high)}
        </span>
      </div>
    </div>
  )
}

function wholeOf({ rows, columns }: HeatLayout): Block {
  return { rowFrom: 0, rowTo: rows.length - 1, columnFrom: 0, columnTo: columns.length - 1 }
}

/** `Monday 02:00: 1,234 rows, 12 flagged (0.97 %, 95 % interval 0.56–1.7 %)`, with the amounts. */
function factsOf(measured: Measured, cell: number, label: string, amountName: string): string {
  const { rows, counts, amounts } = measured
  const flagged = counts.flagged()[cell] ?? 0
  const selected = counts.selected()?.[cell]
  const base = ratedRows(rows, counts)[cell] ?? 0
  const { share, low, high } = flaggedRate(flagged, base)
  const parts = [`${label}: ${formatRows(rows[cell] ?? 0)}`]
  if (selected !== undefined) parts.push(`${formatCount(selected)} selected`)
  parts.push(
    base > 0
      ? `${formatCount(flagged)} flagged (${formatPercent(share)}, 95 % interval ${formatPercent(low)} to ${formatPercent(high)})`
      : `${formatCount(flagged)} flagged`,
  )
  if (amounts) {
    const present = amounts.all.present[cell] ?? 0
    const sum = amounts.all.sums[cell] ?? 0
    parts.push(
      `${amountName} sum ${formatNumber(sum, 9)}${present > 0 ? `, mean ${formatNumber(sum / present)}` : ''}`,
    )
    if (flagged > 0) parts.push(`flagged sum ${formatNumber(amounts.linked.flagged().sums[cell] ?? 0, 9)}`)
  }
  return parts.join(', ')
}

function sentence(
  layout: HeatLayout,
  measured: Measured,
  cells: readonly number[],
  dateOnly: boolean,
): string {
  const { rows, counts } = measured
  const flagged = counts.flagged()
  let busiest = cells[0] ?? 0
  let quiet = 0
  let hits = 0
  let total = 0
  for (const cell of cells) {
    if (rows[cell]! > rows[busiest]!) busiest = cell
    if (rows[cell] === 0) quiet++
    hits += flagged[cell]!
    total += rows[cell]!
  }
  const width = layout.columns.length
  const label = layout.label(Math.floor(busiest / width), busiest % width)
  const parts = [`${formatRows(total)} by ${layout.title.toLowerCase()}, UTC: ${formatCount(hits)} flagged`]
  if (total > 0) parts.push(`most in ${label} (${formatCount(rows[busiest]!)})`)
  if (quiet > 0) parts.push(`${formatCount(quiet)} of ${formatCount(cells.length)} cells without rows`)
  if (counts.selected()) parts.push('colours of the selected rows')
  if (dateOnly) parts.push('dates without a time of day, so there are no hours')
  return parts.join('; ')
}
