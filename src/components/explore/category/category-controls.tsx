import { NativeSelect } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { Statistic } from './level-figures.ts'
import type { LevelOrder } from './use-level-order.ts'
import '../../controls/controls.css'

interface CategoryControlsProps {
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly order: LevelOrder
  readonly onOrder: (order: LevelOrder) => void
  /** Number columns that can be added up. */
  readonly amounts: readonly ColumnSummary[]
  readonly amount: number | null
  readonly onAmount: (column: number | null) => void
  readonly statistic: Statistic
  readonly onStatistic: (statistic: Statistic) => void
}

const STATISTICS: readonly { readonly value: Statistic; readonly label: string }[] = [
  { value: 'sum', label: 'Sum' },
  { value: 'mean', label: 'Mean' },
  { value: 'median', label: 'Median' },
]

const styles = { root: 'plot-picker', input: 'plot-picker-input' }

/** Search, order and amount of the list of values. */
export function CategoryControls(props: CategoryControlsProps) {
  const { search, onSearch, order, onOrder, amounts, amount, onAmount, statistic, onStatistic } = props
  const orders: readonly { readonly value: LevelOrder; readonly label: string }[] = [
    { value: 'rows', label: 'Most rows first' },
    { value: 'rate', label: 'Highest flagged rate first' },
    ...(amount === null ? [] : [{ value: 'amount', label: 'Largest amount first' } as const]),
    { value: 'name', label: 'By name' },
  ]
  const pick = <T extends string>(
    values: readonly { readonly value: T }[],
    chosen: string,
    set: (v: T) => void,
  ) => {
    const found = values.find(({ value }) => value === chosen)
    if (found) set(found.value)
  }
  return (
    <>
      <div className="column-search">
        <IconSearch size={14} stroke={1.8} aria-hidden="true" />
        <input
          type="search"
          aria-label="Search values"
          placeholder="Search values"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
        />
      </div>
      <NativeSelect
        aria-label="Order of values"
        title="Order of values"
        size="xs"
        variant="unstyled"
        classNames={styles}
        value={order}
        onChange={(event) => pick(orders, event.currentTarget.value, onOrder)}
        data={orders}
      />
      {amounts.length > 0 && (
        <>
          <NativeSelect
            aria-label="Amount per value"
            title="Amount per value"
            size="xs"
            variant="unstyled"
            classNames={styles}
            value={amount === null ? '' : String(amount)}
            onChange={(event) =>
              onAmount(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
            }
            data={[
              { value: '', label: 'No amount' },
              ...amounts.map((c) => ({ value: String(c.index), label: c.name })),
            ]}
          />
          {amount !== null && (
            <NativeSelect
              aria-label="Statistic of the amount"
              title="Statistic of the amount"
              size="xs"
              variant="unstyled"
              classNames={styles}
              value={statistic}
              onChange={(event) => pick(STATISTICS, event.currentTarget.value, onStatistic)}
              data={[...STATISTICS]}
            />
          )}
        </>
      )}
    </>
  )
}
