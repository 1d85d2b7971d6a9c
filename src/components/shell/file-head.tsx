import { Popover, Tabs, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { ControlTotals } from '../controls/control-totals.tsx'
import { SCREENS } from './screens.ts'

/** The part of the header about the open file: its name as the page's heading, the screens, its totals, its size. */
export function FileHead({ dataset }: { readonly dataset: DatasetSummary }) {
  return (
    <>
      <h1 className="visually-hidden">{dataset.name}</h1>
      <Tabs.List className="header__tabs" aria-label="Screens">
        {SCREENS.map(({ id, label }) => (
          <Tabs.Tab key={id} value={id}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className="header__file">
        <Popover position="bottom-end" width={340}>
          <Popover.Target>
            <UnstyledButton
              className="header__name"
              aria-label={`Control totals of ${dataset.name}`}
              title={dataset.name}
            >
              <span className="header__name-text">{dataset.name}</span>
              <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown aria-label="Control totals">
            <ControlTotals />
          </Popover.Dropdown>
        </Popover>
        <span role="status" className="header__size">
          {formatNumberOf(dataset.rowCount, 'row')} × {formatNumberOf(dataset.columns.length, 'column')}
        </span>
      </div>
    </>
  )
}
