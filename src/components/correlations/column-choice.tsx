import { Checkbox, Popover, Radio, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { ColumnSearch } from '../controls/column-search.tsx'
import { searchColumns } from '../controls/search-columns.ts'
import { formatCount } from '../plots/format.ts'
import type { Asked } from './choices.ts'

interface ColumnChoiceProps {
  readonly dataset: DatasetSummary
  readonly asked: Asked
}

const LABELS = { features: 'Features', all: 'All columns', chosen: 'Chosen' } as const

/** Which columns the matrix has: the detector's, all, or those that are ticked. */
export function ColumnChoice({ dataset, asked }: ColumnChoiceProps) {
  const { choices, setChoices, which, columns } = asked
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const usable = dataset.columns.filter((column) => column.type !== 'text')
  const found = searchColumns(usable, query)
  const ticked = new Set(choices.chosen)
  const tick = (column: number, on: boolean) =>
    setChoices({
      which: 'chosen',
      chosen: on ? [...choices.chosen, column] : choices.chosen.filter((c) => c !== column),
    })
  const label = which === 'chosen' ? `${formatCount(choices.chosen.length)} chosen` : LABELS[which]
  return (
    <Popover opened={open} onChange={setOpen} width={260} position="bottom-start">
      <Popover.Target>
        <UnstyledButton
          className="plot-toggle heatmap-columns"
          aria-label={`Columns: ${label}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {label} <IconChevronDown size={12} stroke={1.8} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns of the heatmap">
        <Radio.Group
          aria-label="Which columns"
          value={which}
          onChange={(value) => {
            if (value === 'features' || value === 'all') setChoices({ which: value, unlimited: false })
            if (value === 'chosen') {
              // From what is shown it is often but a tick or two.
              const shown = usable.flatMap(({ index }) => (columns.includes(index) ? [index] : []))
              setChoices({ which: 'chosen', chosen: shown, unlimited: true })
            }
          }}
        >
          <div className="heatmap-which">
            <Radio
              size="xs"
              iconColor="var(--accent-ink)"
              value="features"
              label="Features: what the detector looks at"
            />
            <Radio size="xs" iconColor="var(--accent-ink)" value="all" label="All columns" />
            <Radio size="xs" iconColor="var(--accent-ink)" value="chosen" label="Chosen columns" />
          </div>
        </Radio.Group>
        {which === 'chosen' && (
          <>
            {usable.length > 12 && (
              <ColumnSearch label="Search the columns to choose" value={query} onChange={setQuery} />
            )}
            <div className="heatmap-choose" role="group" aria-label="Chosen columns">
              {found.map((column) => (
                <Checkbox
                  key={column.index}
                  size="xs"
                  label={column.name}
                  checked={ticked.has(column.index)}
                  onChange={(event) => tick(column.index, event.currentTarget.checked)}
                />
              ))}
            </div>
            <div className="heatmap-choose-all">
              <UnstyledButton
                className="plot-toggle"
                onClick={() =>
                  setChoices({ chosen: [...new Set([...choices.chosen, ...found.map((c) => c.index)])] })
                }
              >
                Choose {query ? 'these' : 'all'}
              </UnstyledButton>
              <UnstyledButton className="plot-toggle" onClick={() => setChoices({ chosen: [] })}>
                Choose none
              </UnstyledButton>
            </div>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
