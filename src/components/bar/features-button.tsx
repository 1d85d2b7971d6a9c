import { Button, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { FeatureChoice } from '../../analysis/features/choose-features.ts'
import { setFeatures } from '../../state/actions/detecting.ts'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { ColumnSearch } from '../controls/column-search.tsx'
import { searchColumns } from '../controls/search-columns.ts'
import { FeaturesList } from './features-list.tsx'

/** Fewer columns than this are seen at a glance. */
const SEARCH_FROM = 10

/** Which columns the detector looks at, and why not at the others; a tick changes it and runs again. */
export function FeaturesButton() {
  const ranking = useApp((state) => state.ranking)
  const dataset = useApp((state) => state.dataset)
  const chosen = useApp((state) => state.features)
  const choices = useMemo(
    () => featureChoices({ ranking, dataset, features: chosen }),
    [ranking, dataset, chosen],
  )
  const [open, setOpen] = useState(false)
  const used = useMemo(() => choices.filter((choice) => choice.used), [choices])
  const labels = useMemo(
    () => new Set(dataset?.columns.flatMap(({ name, role }) => (role === 'label' ? [name] : []))),
    [dataset],
  )

  return (
    <div>
      <span className="field-label" aria-hidden="true">
        Features
      </span>
      <Popover opened={open} onChange={setOpen} width={440}>
        <Popover.Target>
          <Button
            h={30}
            fw={400}
            aria-label={`Features: ${used.length} of ${formatNumberOf(choices.length, 'column')} used`}
            rightSection={<IconChevronDown size={14} stroke={1.8} />}
            onClick={() => setOpen(!open)}
          >
            {used.length} of {formatNumberOf(choices.length, 'column')} used
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Features" className="features">
          <FeaturesPanel choices={choices} used={used} labels={labels} />
          {chosen !== null && (
            <Button variant="subtle" color="gray" fullWidth onClick={() => void setFeatures(null)}>
              Use the suggested columns
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

interface FeaturesPanelProps {
  readonly choices: readonly FeatureChoice[]
  readonly used: readonly FeatureChoice[]
  readonly labels: ReadonlySet<string>
}

function FeaturesPanel({ choices, used, labels }: FeaturesPanelProps) {
  const [query, setQuery] = useState('')
  const found = useMemo(() => searchColumns(choices, query), [choices, query])
  const toggle = (name: string, on: boolean) => {
    const next = choices.filter((choice) => (choice.name === name ? on : choice.used))
    void setFeatures(next.map((choice) => choice.name))
  }
  return (
    <>
      {choices.length >= SEARCH_FROM && (
        <ColumnSearch label="Search the features" value={query} onChange={setQuery} />
      )}
      {found.length === 0 ? (
        <p className="features__none">No column has “{query.trim()}” in its name.</p>
      ) : (
        <FeaturesList
          choices={found}
          last={used.length === 1 ? (used[0]?.name ?? null) : null}
          labels={labels}
          onToggle={toggle}
        />
      )}
    </>
  )
}
