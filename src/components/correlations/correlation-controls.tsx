import { NativeSelect } from '@mantine/core'
import { useApp } from '../../state/store.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import type { Asked, Choices, Population } from './choices.ts'
import { ColumnChoice } from './column-choice.tsx'
import { METHOD_NAMES } from './summary.ts'
import type { CellOrder } from './readings.ts'

interface CorrelationControlsProps {
  readonly dataset: DatasetSummary
  readonly asked: Asked
}

const METHODS = ['auto', 'pearson', 'spearman', 'kendall', 'cramers-v', 'eta'] as const

const SAYS: Readonly<Record<Choices['method'], string>> = {
  auto: 'Spearman for two columns of numbers, η for a category and numbers, Cramér’s V for two categories',
  pearson: 'How close to a straight line; a few extreme values can decide it',
  spearman: 'Whether one rises with the other, by ranks; extreme values count no more than others',
  kendall: 'How many more pairs of rows agree in order than disagree',
  'cramers-v': 'How strongly two categories go together, corrected for bias',
  eta: 'How far apart a category’s groups are in a column of numbers',
}

const ORDERS: readonly { readonly value: CellOrder; readonly label: string }[] = [
  { value: 'clusters', label: 'Clusters' },
  { value: 'name', label: 'Name' },
  { value: 'file', label: 'File order' },
]

/** Coefficient, columns, order and rows of the heatmap. */
export function CorrelationControls({ dataset, asked }: CorrelationControlsProps) {
  const { choices, setChoices } = asked
  const ranked = useApp((state) => state.ranking !== null)
  const selected = useApp((state) => state.selection !== null || state.flaggedOnly)
  const picker = {
    size: 'xs',
    variant: 'unstyled',
    classNames: { root: 'plot-picker', input: 'plot-picker-input' },
  }
  const populations: { value: Population; label: string; disabled: boolean }[] = [
    { value: 'all', label: 'All rows', disabled: false },
    { value: 'flagged', label: 'Flagged rows', disabled: !ranked },
    { value: 'selected', label: 'Selected rows', disabled: !selected && choices.among !== 'selected' },
  ]
  return (
    <>
      <NativeSelect
        {...picker}
        aria-label="Coefficient"
        title={SAYS[choices.method]}
        value={choices.method}
        onChange={(event) => {
          const method = METHODS.find((m) => m === event.currentTarget.value)
          if (method) setChoices({ method })
        }}
        data={METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
      />
      <ColumnChoice dataset={dataset} asked={asked} />
      <NativeSelect
        {...picker}
        aria-label="Order of the columns"
        title="Order of the columns"
        value={choices.order}
        onChange={(event) => {
          const order = ORDERS.find(({ value }) => value === event.currentTarget.value)
          if (order) setChoices({ order: order.value })
        }}
        data={[...ORDERS]}
      />
      <NativeSelect
        {...picker}
        aria-label="Rows that are compared"
        title="Rows that are compared"
        value={choices.among}
        onChange={(event) => {
          const among = populations.find(({ value }) => value === event.currentTarget.value)
          if (among) setChoices({ among: among.value })
        }}
        data={populations}
      />
    </>
  )
}
