import { useCallback, useMemo, useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { CategoryLevels } from '../../../analysis/categories/category-levels.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, UNRANKED, type LinkedCounts } from '../../../state/linked-views.ts'
import { brush } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { CategoryControls } from './category-controls.tsx'
import { levelCounts, statisticOf, type Statistic } from './level-figures.ts'
import { LevelList } from './level-list.tsx'
import { levelClause, levelsOfPredicate } from './level-selection.ts'
import { LevelTable, TABLE_ROWS } from './level-table.tsx'
import { useLevelNames } from './use-levels.ts'
import { useLevelOrder, type LevelOrder, type LevelList as List } from './use-level-order.ts'
import './category.css'

/** So many values are listed before the rest is folded. */
const FOLD_AT = 20
const TYPING_MS = 150

interface CategoryViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  /** A category or text column. */
  readonly column: ColumnSummary
}

/** The values of a category or text column: how many rows hold each, and how many of those are flagged. */
export function CategoryView({ dataset, ranking, column }: CategoryViewProps) {
  const source = `levels:${column.index}`
  const title = `Values of ${column.name}`
  const key = (what: string) => `levels:${column.index}:${what}`
  const amounts = dataset.columns.filter(
    (c) => c.type === 'number' && c.role !== 'id' && c.role !== 'label' && c.role !== 'entity',
  )
  const [order, setOrder] = useKept<LevelOrder>(dataset, key('order'), 'rows')
  const [amount, setAmount] = useKept<number | null>(dataset, 'levels:amount', dataset.amountColumn)
  const [statistic, setStatistic] = useKept<Statistic>(dataset, 'levels:statistic', 'sum')
  const [unfolded, setUnfolded] = useKept<boolean>(dataset, key('unfolded'), false)
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), TYPING_MS)

  const asked = useQuestion('categoryLevels', { column: column.index })
  const levels = asked.data?.column === column.index ? asked.data : null
  const ordered = ranking ?? UNRANKED
  const counts = useMemo(
    () => (levels ? linkedCounts(ordered, levels.codes, levels.counts.length, source) : null),
    [ordered, levels, source],
  )
  const added = useQuestion('levelAmounts', amount === null ? null : { column: column.index, amount })
  const isAsked = added.request?.column === column.index && added.request.amount === amount
  const figures = useMemo(
    () =>
      added.data && isAsked ? { amounts: added.data, values: statisticOf(added.data, statistic) } : null,
    [added.data, isAsked, statistic],
  )
  const by = order === 'amount' && amount === null ? 'rows' : order
  const { list } = useLevelOrder(levels, counts, by, settled, figures?.values ?? null)

  const canFold = settled === '' && list !== null && list.count > FOLD_AT + 1
  const fold = canFold && !unfolded
  const shown = useMemo(() => (list && fold ? { ...list, count: FOLD_AT } : list), [list, fold])
  const [wanted, setWanted] = useState<readonly number[]>([])
  const nameOf = useLevelNames(levels, wanted)

  const clause = useApp((state) => state.clauses.find((c) => c.source === source) ?? null)
  const selected = levelsOfPredicate(clause?.predicate ?? null)
  const select = useCallback(
    (chosen: ReadonlySet<number>) => {
      const next = levels && levelClause(levels, column.name, chosen, nameOf)
      brush(source, next?.predicate ?? null, next?.label)
    },
    [levels, column.name, nameOf, source],
  )
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    levels && counts && list ? sentence(levels, counts, list, settled, fold) : '\u00a0',
  )
  const amountName = dataset.columns[amount ?? -1]?.name ?? ''
  const error = asked.error ?? added.error
  return (
    <PlotFrame
      title={title}
      controls={
        <>
          <CategoryControls
            search={search}
            onSearch={setSearch}
            order={by}
            onOrder={setOrder}
            amounts={amounts}
            amount={amount}
            onAmount={setAmount}
            statistic={statistic}
            onStatistic={setStatistic}
          />
          {canFold && unfolded && (
            <UnstyledButton className="plot-toggle" onClick={() => setUnfolded(false)}>
              Fold to {FOLD_AT}
            </UnstyledButton>
          )}
        </>
      }
      summary={
        <>
          <span ref={summary} />
          {amount !== null &&
            figures &&
            leftOut(amountName, figures.amounts.missing, figures.amounts.infinite)}
        </>
      }
      table={() =>
        levels && counts && shown ? (
          <TableWithNames
            title={title}
            levels={levels}
            counts={counts}
            list={shown}
            amount={
              figures && amount !== null
                ? { head: headOf(statistic, amountName), values: figures.values }
                : null
            }
          />
        ) : null
      }
    >
      {levels && counts && list && shown ? (
        <LevelList
          key={`${column.index} ${by} ${settled} ${fold}`}
          name={title}
          list={shown}
          all={list.count}
          fold={fold}
          rows={levels.counts}
          counts={counts}
          nameOf={nameOf}
          selected={selected}
          amount={
            amount === null
              ? null
              : {
                  head: headOf(statistic, amountName),
                  statistic,
                  amounts: figures?.amounts ?? null,
                  values: figures?.values ?? null,
                }
          }
          onSelect={select}
          onUnfold={() => setUnfolded(true)}
          onWanted={setWanted}
        />
      ) : error ? (
        <PlotProblem error={error} />
      ) : (
        <PlotSkeleton />
      )}
      {list?.count === 0 && <p className="plot-problem">No value contains “{settled}”.</p>}
    </PlotFrame>
  )
}

function headOf(statistic: Statistic, amount: string): string {
  return `${{ sum: 'Sum', mean: 'Mean', median: 'Median' }[statistic]} of ${amount}`
}

function TableWithNames(props: {
  readonly title: string
  readonly levels: CategoryLevels
  readonly counts: LinkedCounts
  readonly list: List
  readonly amount: { readonly head: string; readonly values: Float64Array } | null
}) {
  const { title, levels, counts, list, amount } = props
  const wanted = useMemo(
    () => Array.from({ length: Math.min(TABLE_ROWS, list.count) }, (_, k) => list.levelAt(k)),
    [list],
  )
  const nameOf = useLevelNames(levels, wanted)
  return (
    <LevelTable
      name={`${title} data`}
      list={list}
      rows={levels.counts}
      counts={counts}
      nameOf={nameOf}
      amount={amount}
    />
  )
}

function sentence(
  levels: CategoryLevels,
  counts: LinkedCounts,
  list: List,
  search: string,
  fold: boolean,
): string {
  const { total, figuresOf } = levelCounts(levels.counts, counts)
  const values = levels.counts.length - (levels.missing >= 0 ? 1 : 0)
  const missing = levels.missing >= 0 ? `; ${formatCount(levels.counts[levels.missing]!)} missing` : ''
  const rate = total.rows > 0 ? ` (${formatPercent(total.rate.share)})` : ''
  const whole = `${formatCount(values)} ${values === 1 ? 'value' : 'values'} in ${formatRows(total.rows)}${missing}; ${formatCount(total.flagged)} flagged${rate}`
  if (search !== '') {
    let rows = 0
    let flagged = 0
    for (let k = 0; k < list.count; k++) {
      const figures = figuresOf(list.levelAt(k))
      rows += figures.rows
      flagged += figures.flagged
    }
    return `${formatCount(list.count)} of ${formatCount(values)} values contain “${search}”: ${formatRows(rows)}, ${formatCount(flagged)} flagged`
  }
  if (!fold) return whole
  let rows = 0
  for (let k = 0; k < FOLD_AT; k++) rows += levels.counts[list.levelAt(k)]!
  return `${whole}. The ${FOLD_AT} shown hold ${formatPercent(total.rows > 0 ? rows / total.rows : 0)} of the rows`
}

function leftOut(name: string, missing: number, infinite: number): string {
  const parts = [
    ...(missing > 0 ? [`${formatCount(missing)} rows without ${name}`] : []),
    ...(infinite > 0 ? [`${formatCount(infinite)} with an infinite one`] : []),
  ]
  return parts.length > 0 ? `. Left out of the amounts: ${parts.join(' and ')}` : ''
}
