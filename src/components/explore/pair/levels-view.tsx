import { useCallback, useMemo, useRef } from 'react'
import { SegmentedControl } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, UNRANKED, type LinkedCounts } from '../../../state/linked-views.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { AnswerOf, DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import {
  formatCoefficient,
  formatCount,
  formatNumber,
  formatPercent,
  formatRows,
  formatP,
} from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { cellPredicate, type CellShape } from './cell-shape.ts'
import { Figures } from './figures.tsx'
import { HeatKey } from './heat-key.tsx'
import type { HeatMeasure } from './heat-colours.ts'
import { LevelsPlot } from './levels-plot.tsx'
import { LevelsTable } from './levels-table.tsx'
import { flaggedText, levelText } from './pair-text.ts'
import { useShapeBrush } from '../../plots/use-shape-brush.ts'
import { useSize } from '../../plots/use-size.ts'

interface LevelsViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly x: ColumnSummary
  readonly y: ColumnSummary
}

type PairCounts = AnswerOf<'pairCounts'>

const MOST_ACROSS = 18
const MOST_DOWN = 18

const MEASURES: readonly { readonly value: HeatMeasure; readonly label: string }[] = [
  { value: 'rows', label: 'Rows' },
  { value: 'residual', label: 'More or fewer than expected' },
  { value: 'flagged', label: 'Flagged share' },
]

/** Two columns of categories: how many rows hold each pair of values, and how many of them are flagged. */
export function LevelsView({ dataset, ranking, x, y }: LevelsViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const [measure, setMeasure] = useKept<HeatMeasure>(dataset, 'pair measure', 'rows')
  const [mosaic, setMosaic] = useKept(dataset, 'pair mosaic', false)
  const source = `pair:${x.index}:${y.index}`
  const { data, error } = useQuestion('pairCounts', {
    x: x.index,
    y: y.index,
    mostX: MOST_ACROSS,
    mostY: MOST_DOWN,
  })
  const counts = useMemo(
    () => data && linkedCounts(ranking ?? UNRANKED, data.cells, data.counts.length, source),
    [data, ranking, source],
  )
  const names = useMemo(
    () =>
      data && {
        x: data.xLevels.map((level) => levelText(x, level)),
        y: data.yLevels.map((level) => levelText(y, level)),
      },
    [data, x, y],
  )
  const toPredicate = useCallback(
    (shape: CellShape) => data && cellPredicate(shape, x, y, data.xLevels, data.yLevels),
    [data, x, y],
  )
  const { brushed, select } = useShapeBrush<CellShape>(source, toPredicate)
  const pick = useCallback(
    (column: number, line: number) =>
      select(brushed?.column === column && brushed.line === line ? null : { column, line }, true),
    [select, brushed],
  )
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    data && counts && names ? summarise(dataset.rowCount, x, y, data, counts, names) : '\u00a0',
  )
  return (
    <div className="pair-body">
      <div className="pair-plot">
        <PlotFrame
          title="Counts by category"
          controls={
            <>
              <SegmentedControl
                size="xs"
                aria-label="Shade cells by"
                value={measure}
                onChange={(value) =>
                  setMeasure(MEASURES.find((entry) => entry.value === value)?.value ?? 'rows')
                }
                data={MEASURES.map(({ value, label }) => ({ value, label }))}
              />
              <LogToggle label="Area by rows" text="Mosaic" checked={mosaic} onChange={setMosaic} />
            </>
          }
          summary={<span ref={summary} />}
          table={() =>
            data && counts && names ? <LevelsTable {...{ x, y, data, counts, names }} onPick={pick} /> : null
          }
        >
          <div ref={root} className="pair-stage">
            {data && counts && names && size && (
              <LevelsPlot {...{ data, counts, names, size, x, y, measure, mosaic, brushed }} onPick={pick} />
            )}
          </div>
          {!data && !error && <PlotSkeleton />}
          {error && <PlotProblem error={error} />}
        </PlotFrame>
      </div>
      <aside className="pair-side" aria-label="About these columns">
        <LevelFigures data={data} />
        {data && counts && <HeatKey measure={measure} data={data} counts={counts} />}
      </aside>
    </div>
  )
}

function LevelFigures({ data }: { readonly data: PairCounts | null }) {
  const figures = data?.association
  const folded = data ? [...data.xLevels, ...data.yLevels].some(({ kind }) => kind === 'other') : false
  const p = figures && figures.p !== null ? formatP(figures.p) : null
  return (
    <Figures
      title="Whether they belong together"
      rows={[
        { name: 'Rows with both values', value: figures ? formatCount(figures.n) : '…' },
        {
          name: 'Cramér’s V',
          value: !data
            ? '…'
            : Number.isNaN(data.cramersV)
              ? 'not defined here'
              : formatCoefficient(data.cramersV),
        },
        {
          name: 'Chi-squared test',
          value: !figures
            ? '…'
            : p === null
              ? 'not defined here'
              : `χ²(${formatCount(figures.degreesOfFreedom)}) = ${formatNumber(figures.chiSquared, 5)}, p ${p.startsWith('<') ? p : `= ${p}`}`,
        },
      ]}
      note={[
        'V is 0 where they are independent and 1 where one says the other (bias-corrected). p is the probability of counts this uneven if they were independent; with many rows even a small V makes it tiny.',
        ...(folded ? ['V is of all values; the test is of the table as it is shown.'] : []),
        ...(figures && figures.degreesOfFreedom > 0 && figures.leastExpected < 5
          ? ['Some cells would be expected to hold fewer than 5 rows: take p as a rough guide.']
          : []),
        'Missing cells are left out of these figures.',
      ].join(' ')}
    />
  )
}

function summarise(
  rowCount: number,
  x: ColumnSummary,
  y: ColumnSummary,
  data: PairCounts,
  counts: LinkedCounts,
  names: { readonly x: readonly string[]; readonly y: readonly string[] },
): string {
  const flagged = counts.flagged()
  let all = 0
  let top = -1
  for (let cell = 0; cell < flagged.length; cell++) {
    all += flagged[cell]!
    if (flagged[cell]! > (top < 0 ? 0 : flagged[top]!)) top = cell
  }
  const parts = [
    `${y.name} by ${x.name}, ${formatCount(names.y.length)} × ${formatCount(names.x.length)} values, ${formatRows(rowCount)}; ${flaggedText(all, counts.selected())}`,
  ]
  if (top >= 0) {
    const [column, line] = [top % names.x.length, Math.floor(top / names.x.length)]
    parts.push(
      `most of them in ${names.x[column] ?? ''} and ${names.y[line] ?? ''} (${formatCount(flagged[top]!)}, ${formatPercent(flagged[top]! / data.counts[top]!)} of that cell)`,
    )
  }
  return parts.join('; ')
}
