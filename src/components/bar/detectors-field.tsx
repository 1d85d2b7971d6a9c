import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { detectorGroups } from '../../state/detector-choices.ts'
import { useApp } from '../../state/store.ts'

interface DetectorsFieldProps {
  readonly label: string
  /** Ids, separated by commas. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Which single detectors take part, by family. */
export function DetectorsField({ label, value, onChange }: DetectorsFieldProps) {
  const catalog = useApp((state) => state.catalog)
  const rows = useApp((state) => state.dataset?.rowCount ?? 0)
  const groups = useMemo(
    () => detectorGroups(catalog, rows).filter(({ family }) => family !== 'ensembles'),
    [catalog, rows],
  )
  const chosen = new Set(value.split(',').map((id) => id.trim()))
  const toggle = (id: string, on: boolean) => {
    // The order of the registry, so that the same members always make the same text.
    const ids = groups.flatMap(({ choices }) => choices.map((choice) => choice.id))
    onChange(ids.filter((other) => (other === id ? on : chosen.has(other))).join(','))
  }
  return (
    <fieldset className="detectors-field">
      <legend className="field-label">{label}</legend>
      <div className="detectors-field__list">
        {groups.map(({ family, heading, choices }) => (
          <div key={family} className="detectors-field__group">
            <div className="detectors-field__heading">{heading}</div>
            {choices.map(({ id, name, hint, refused }) => (
              <Checkbox
                key={id}
                size="xs"
                label={hint === '' ? name : `${name} (${hint})`}
                checked={chosen.has(id)}
                disabled={refused && !chosen.has(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
