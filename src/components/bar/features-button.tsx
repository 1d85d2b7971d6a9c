import { Button, Checkbox, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { setFeatures } from '../../state/actions.ts'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatNumberOf } from '../controls/amounts.ts'

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
  const used = choices.filter((choice) => choice.used)
  const toggle = (name: string, on: boolean) =>
    void setFeatures(
      choices.filter((choice) => (choice.name === name ? on : choice.used)).map((choice) => choice.name),
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
            aria-label={`Features: ${used.length} of ${choices.length} columns used`}
            rightSection={<IconChevronDown size={14} stroke={1.8} />}
            onClick={() => setOpen(!open)}
          >
            {used.length} of {choices.length} columns used
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Features" className="features">
          <ul className="features__list">
            {choices.map(({ name, used: on, reason, encoding, imputed }) => (
              <li key={name}>
                <Checkbox
                  checked={on}
                  // A detector needs something to look at.
                  disabled={on && used.length === 1}
                  onChange={(event) => toggle(name, event.currentTarget.checked)}
                  label={name}
                  description={
                    on
                      ? `${encoding}${imputed > 0 ? ` · ${formatNumberOf(imputed, 'empty cell')} filled` : ''}`
                      : reason
                  }
                />
              </li>
            ))}
          </ul>
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
