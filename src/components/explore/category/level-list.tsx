import { useMemo } from 'react'
import type { LevelAmounts } from '../../../analysis/categories/level-amounts.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { LevelCells } from './level-cells.tsx'
import { levelCounts, statisticWithout, type LevelCounts, type Statistic } from './level-figures.ts'
import { LevelGrid } from './level-grid.tsx'
import { pickLevels } from './level-selection.ts'
import type { LevelList as List } from './use-level-order.ts'
import type { NameOf } from './use-levels.ts'

interface LevelListProps {
  readonly name: string
  readonly list: List
  /** Levels that there are, also those that are folded away. */
  readonly all: number
  readonly fold: boolean
  readonly rows: Uint32Array
  readonly counts: LinkedCounts
  readonly nameOf: NameOf
  readonly selected: ReadonlySet<number>
  /** Null: none is shown; its figures are null while they are on the way. */
  readonly amount: {
    readonly head: string
    readonly statistic: Statistic
    readonly amounts: LevelAmounts | null
    readonly values: Float64Array | null
  } | null
  readonly onSelect: (levels: ReadonlySet<number>) => void
  readonly onUnfold: () => void
  readonly onWanted: (levels: readonly number[]) => void
}

/** Names of so many rows above and below those in sight are asked for with them. */
const AHEAD = 40
/** Bars and intervals are drawn to what the first values need. */
const SCALE_BY = 20

/** The list of values with its heads and scales; follows the cut and the selection. */
export function LevelList(props: LevelListProps) {
  const { name, list, all, fold, rows, counts, nameOf, selected, amount, onSelect, onUnfold, onWanted } =
    props
  useLinkedRender(counts)
  const figures = levelCounts(rows, counts)
  const { total } = figures
  const top = useMemo(
    () => Array.from({ length: Math.min(SCALE_BY, list.count) }, (_, k) => list.levelAt(k)),
    [list],
  )
  const scale = { rows: longest(rows, top), rate: rateEnd(figures, top) }
  const rest = fold ? all - list.count : 0
  const folded = useMemo(
    () => (fold && amount?.amounts ? statisticWithout(amount.amounts, amount.statistic, top) : NaN),
    [fold, amount, top],
  )
  const columns = amount ? 9 : 8
  return (
    <div className="levels-frame" data-columns={columns}>
      <LevelGrid
        name={name}
        list={list}
        fold={fold}
        columns={columns}
        selected={selected}
        heads={
          <>
            <Head>Value</Head>
            <Head>
              <span className="visually-hidden">Bar</span>
            </Head>
            <Head number>Rows</Head>
            <Head number className="levels__share">
              Share
            </Head>
            <Head number>Flagged</Head>
            <Head className="levels__axis">
              <span>0</span>
              <span>{formatPercent(scale.rate)}</span>
            </Head>
            <Head number>Rate (95 % interval)</Head>
            <Head number className="levels__lift">
              Lift
            </Head>
            {amount && <Head number>{amount.head}</Head>}
          </>
        }
        cells={(level) =>
          level === null ? (
            <LevelCells
              together
              name={`other (${formatCount(rest)} ${rest === 1 ? 'value' : 'values'})`}
              figures={figures.without(top)}
              total={total}
              scale={scale}
              amount={amount ? folded : undefined}
            />
          ) : (
            <LevelCells
              together={false}
              name={nameOf(level)}
              figures={figures.figuresOf(level)}
              total={total}
              scale={scale}
              amount={amount ? (amount.values?.[level] ?? NaN) : undefined}
            />
          )
        }
        onPick={(anchor, position, pick) =>
          onSelect(pickLevels(selected, list.levelAt, anchor, position, pick))
        }
        onClear={() => onSelect(new Set())}
        onUnfold={onUnfold}
        onWindow={(first, last) => {
          const from = Math.max(0, first - AHEAD)
          const end = Math.min(list.count - 1, last + AHEAD)
          onWanted(Array.from({ length: Math.max(0, end - from + 1) }, (_, k) => list.levelAt(from + k)))
        }}
      />
    </div>
  )
}

function Head(props: {
  readonly children?: React.ReactNode
  readonly number?: boolean
  readonly className?: string
}) {
  const { children, number = false, className = '' } = props
  return (
    <span role="columnheader" className={`${number ? 'levels__number ' : ''}${className}`}>
      {children}
    </span>
  )
}

function longest(rows: Uint32Array, levels: readonly number[]): number {
  let max = 0
  for (const level of levels) max = Math.max(max, rows[level]!)
  return max
}

/** A round share that holds the intervals of the first levels, as far as they say something. */
function rateEnd({ total, figuresOf }: LevelCounts, levels: readonly number[]): number {
  let need = Number.isNaN(total.rate.share) ? 0 : 2 * total.rate.share
  for (const level of levels) {
    const { flagged, rate } = figuresOf(level)
    if (flagged > 0) need = Math.max(need, Math.min(rate.high, 2.5 * rate.share))
  }
  return STEPS.find((step) => step >= need) ?? 1
}

const STEPS = [1e-4, 1e-3, 1e-2].flatMap((d) => [d, 2 * d, 5 * d]).concat([0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1])
