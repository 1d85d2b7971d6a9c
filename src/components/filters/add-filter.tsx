import { useMemo, useState } from 'react'
import { Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { addFilter } from '../../state/selection.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { parseFilter, TESTS, type FilterTest } from './parse-filter.ts'

/** A filter typed in: column, comparison and value. Everything that a brush can say, for the keyboard. */
export function AddFilter({ dataset }: { readonly dataset: DatasetSummary }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={420} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="filters__toggle"
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          <IconPlus size={13} stroke={2} aria-hidden="true" />
          Filter
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterForm dataset={dataset} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterForm({ dataset, onDone }: { readonly dataset: DatasetSummary; readonly onDone: () => void }) {
  const [index, setIndex] = useState(() => firstColumn(dataset))
  const column = dataset.columns[index]
  const tests = useMemo(() => (column ? TESTS[column.type] : []), [column])
  const [chosen, setTest] = useState<FilterTest | null>(null)
  const test = tests.find(({ id }) => id === chosen)?.id ?? tests[0]?.id ?? 'is'
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  if (!column) return null
  const needsValue = test !== 'missing' && test !== 'present'
  return (
    <form
      className="add-filter"
      aria-label="Add a filter"
      onSubmit={(event) => {
        event.preventDefault()
        const parsed = parseFilter(column, test, value)
        if (!parsed.ok) {
          setProblem(parsed.problem)
          return
        }
        addFilter(parsed.predicate)
        onDone()
      }}
    >
      <NativeSelect
        label="Column"
        value={String(index)}
        data={dataset.columns.map(({ index: i, name }) => ({ value: String(i), label: name }))}
        onChange={(event) => {
          setIndex(Number(event.currentTarget.value))
          setProblem(null)
        }}
      />
      <NativeSelect
        label="Condition"
        value={test}
        data={tests.map(({ id, label }) => ({ value: id, label }))}
        onChange={(event) => {
          const next = tests.find(({ id }) => id === event.currentTarget.value)
          if (next) setTest(next.id)
          setProblem(null)
        }}
      />
      <TextInput
        className="add-filter__value"
        label="Value"
        disabled={!needsValue}
        value={needsValue ? value : ''}
        placeholder={exampleOf(column, test)}
        error={problem}
        onChange={(event) => {
          setValue(event.currentTarget.value)
          setProblem(null)
        }}
      />
      <Button type="submit" variant="filled" className="add-filter__add">
        Add filter
      </Button>
    </form>
  )
}

function firstColumn({ amountColumn, columns }: DatasetSummary): number {
  return amountColumn ?? columns.find(({ role }) => role === 'feature')?.index ?? 0
}

function exampleOf(column: ColumnSummary, test: FilterTest): string {
  if (test === 'between') return column.type === 'datetime' ? '2024-01-01 to 2024-01-31' : '100 to 250'
  return column.type === 'datetime' ? '2024-01-31' : column.example.slice(0, 24)
}
