import { useCallback, useMemo } from 'react'
import type { CalendarCells } from '../../../analysis/calendar/calendar-cells.ts'
import type { ErrorReport } from '../../../analysis/errors.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { brush } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedRender, useLinkedText } from '../../plots/use-linked-text.ts'
import { MiniBars, type MiniValues } from './mini-bars.tsx'
import { blocksOf, blocksPredicate, cellsIn, CYCLES, LAYOUTS, type Cycle } from './recurring.ts'
import { measureName, type Measure, type Measured } from './series.ts'
import { FactCells, FactHeads } from './time-table.tsx'
import { useCellMeasure } from './use-cell-measure.ts'

interface CyclesPanelProps {
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
  readonly measure: Measure
  readonly amountName: string
  readonly data: CalendarCells | null
  readonly error: ErrorReport | null
}

/** Hour of day, weekday, day of month and month: small bars each, all years and weeks laid over each other. */
export function CyclesPanel({ ranking, column, measure, amountName, data, error }: CyclesPanelProps) {
  const week = useCellMeasure(data, 'week', ranking, measure, `cycles:${column.index}`)
  const year = useCellMeasure(data, 'year', ranking, measure, `cycles:${column.index}`)
  const shown = CYCLES.filter(({ id }) => id !== 'hour' || !data?.dateOnly)
  const summary = useLinkedText<HTMLSpanElement>(week?.counts.subscribe ?? null, () => {
    if (!week) return '\u00a0'
    let flagged = 0
    for (const n of week.counts.flagged()) flagged += n
    const of = measureName(week.measure, amountName)
    const dates = data?.dateOnly ? '; dates without a time of day, so there are no hours' : ''
    return `${of} by ${listOf(shown)}, UTC; ${formatCount(flagged)} flagged${dates}`
  })
  return (
    <PlotFrame
      title={`${column.name}: what recurs`}
      summary={<span ref={summary} />}
      table={() =>
        week && year ? (
          <CycleTable title={column.name} cycles={shown} week={week} year={year} amountName={amountName} />
        ) : null
      }
    >
      {data ? (
        <div className="cycles" data-count={shown.length}>
          {shown.map((cycle) => (
            <CycleBars
              key={cycle.id}
              cycle={cycle}
              data={data}
              ranking={ranking}
              column={column}
              measure={measure}
              amountName={amountName}
            />
          ))}
        </div>
      ) : error ? (
        <PlotProblem error={error} />
      ) : (
        <PlotSkeleton />
      )}
    </PlotFrame>
  )
}

interface CycleBarsProps {
  readonly cycle: Cycle
  readonly data: CalendarCells
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
  readonly measure: Measure
  readonly amountName: string
}

function CycleBars({ cycle, data, ranking, column, measure, amountName }: CycleBarsProps) {
  const source = `cycle:${cycle.id}:${column.index}`
  const measured = useCellMeasure(data, cycle.kind, ranking, measure, source)
  const layout = LAYOUTS[cycle.kind]
  const cells = useMemo(
    () => cycle.labels.map((_, part) => cellsIn(layout, cycle.block(part))),
    [cycle, layout],
  )
  const clause = useApp((state) => state.clauses.find((c) => c.source === source)?.predicate ?? null)
  const selected = useMemo(() => partsOf(cycle, blocksOf(clause)), [cycle, clause])
  const onSelect = useCallback(
    (chosen: ReadonlySet<number>) => {
      brush(source, blocksPredicate(layout, [...chosen].map(cycle.block), column.index))
    },
    [cycle, layout, column, source],
  )
  if (!measured) return null
  return (
    <LinkedMiniBars
      cycle={cycle}
      cells={cells}
      measured={measured}
      amountName={amountName}
      selected={selected}
      onSelect={onSelect}
    />
  )
}

/** The parts whose blocks a clause was made from. */
function partsOf(cycle: Cycle, blocks: ReturnType<typeof blocksOf>): ReadonlySet<number> {
  const keys = new Set(blocks.map((block) => JSON.stringify(block)))
  return new Set(
    cycle.labels.map((_, part) => part).filter((part) => keys.has(JSON.stringify(cycle.block(part)))),
  )
}

function LinkedMiniBars(props: {
  readonly cycle: Cycle
  readonly cells: readonly (readonly number[])[]
  readonly measured: Measured
  readonly amountName: string
  readonly selected: ReadonlySet<number>
  readonly onSelect: (parts: ReadonlySet<number>) => void
}) {
  const { cycle, cells, measured, amountName, selected, onSelect } = props
  useLinkedRender(measured.counts)
  return (
    <MiniBars
      title={cycle.title}
      labels={cycle.labels}
      short={cycle.short}
      values={cells.map((part) => valuesOfPart(measured, part))}
      amountName={amountName}
      selected={selected}
      onSelect={onSelect}
    />
  )
}

function valuesOfPart({ measure, rows, counts, amounts }: Measured, cells: readonly number[]): MiniValues {
  const add = (values: ArrayLike<number>) => cells.reduce((sum, cell) => sum + values[cell]!, 0)
  const chosen = counts.selected()
  const base = { rows: add(rows), flagged: add(counts.flagged()), selected: chosen ? add(chosen) : null }
  if (measure === 'rows' || !amounts) {
    return {
      ...base,
      height: base.rows,
      selectedHeight: base.selected,
      flaggedHeight: base.flagged,
      amount: null,
    }
  }
  const part = (sums: typeof amounts.all | null) => {
    if (!sums) return null
    const present = add(sums.present)
    return measure === 'sum' ? add(sums.sums) : present > 0 ? add(sums.sums) / present : NaN
  }
  const height = part(amounts.all) ?? NaN
  return {
    ...base,
    height,
    selectedHeight: part(amounts.linked.selected()),
    // A mean of a few rows over the mean of all would hide it: there only sums are drawn.
    flaggedHeight: measure === 'sum' ? (part(amounts.linked.flagged()) ?? 0) : 0,
    amount: { measure, value: height },
  }
}

function CycleTable(props: {
  readonly title: string
  readonly cycles: readonly Cycle[]
  readonly week: Measured
  readonly year: Measured
  readonly amountName: string
}) {
  const { title, cycles, week, year, amountName } = props
  useLinkedRender(week.counts)
  return (
    <table className="plot-table" aria-label={`${title}: what recurs data`}>
      <thead>
        <tr>
          <th scope="col">Part (UTC)</th>
          <FactHeads measured={week} amountName={amountName} />
        </tr>
      </thead>
      {cycles.map((cycle) => (
        <tbody key={cycle.id} aria-label={cycle.title}>
          {cycle.labels.map((label, part) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <FactCells
                measured={cycle.kind === 'week' ? week : year}
                bins={cellsIn(LAYOUTS[cycle.kind], cycle.block(part))}
              />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function listOf(cycles: readonly Cycle[]): string {
  const names = cycles.map(({ title }) => title.toLowerCase())
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
