import { ActionIcon, NativeSelect, Popover, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { setDetector } from '../../state/actions/detecting.ts'
import { detectorGroups } from '../../state/detector-choices.ts'
import { currentDetector } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { ParameterForm } from './parameter-form.tsx'

/** Which detector scores the rows, and its parameters. */
export function DetectorControl() {
  const catalog = useApp((state) => state.catalog)
  const entry = useApp(currentDetector)
  const rows = useApp((state) => state.dataset?.rowCount ?? 0)
  const groups = useMemo(() => detectorGroups(catalog, rows), [catalog, rows])
  const [open, setOpen] = useState(false)
  return (
    <div className="detector">
      <label className="field-label" htmlFor="detector">
        Detector
      </label>
      <div className="detector__row">
        <NativeSelect
          id="detector"
          className="detector__select"
          title={entry?.info.summary}
          value={entry?.info.id ?? ''}
          onChange={(event) => void setDetector(event.target.value)}
          data={groups.map(({ heading, choices }) => ({
            group: heading,
            items: choices.map(({ id, name, hint, refused }) => ({
              value: id,
              label: hint === '' ? name : `${name} (${hint})`,
              disabled: refused,
            })),
          }))}
        />
        <Popover opened={open} onChange={setOpen} width={360}>
          <Popover.Target>
            <Tooltip label="Parameters and seed" disabled={open}>
              <ActionIcon
                variant="default"
                aria-label="Parameters and seed"
                aria-expanded={open}
                disabled={!entry}
                onClick={() => setOpen(!open)}
              >
                <IconAdjustmentsHorizontal size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown aria-label="Parameters and seed">
            {entry && <ParameterForm key={entry.info.id} entry={entry} onDone={() => setOpen(false)} />}
          </Popover.Dropdown>
        </Popover>
      </div>
    </div>
  )
}
