import { Button, Checkbox, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { DetectorParams, ParamInfo } from '../../analysis/detectors/detector.ts'
import type { AppState } from '../../state/app-state.ts'
import { setParams } from '../../state/actions/detecting.ts'
import { samplingFor } from '../../state/detector-choices.ts'
import { appStore, useApp } from '../../state/store.ts'
import { NumberField } from '../controls/number-field.tsx'
import { DetectorsField } from './detectors-field.tsx'

interface ParameterFormProps {
  readonly entry: AppState['catalog'][number]
  readonly onDone: () => void
}

/** The parameters of a detector as its registry entry describes them, and the seed. */
export function ParameterForm({ entry, onDone }: ParameterFormProps) {
  const { info, defaults } = entry
  const [params, setDraft] = useState<DetectorParams>(() => ({ ...defaults, ...appStore.getState().params }))
  const [seed, setSeed] = useState(() => appStore.getState().seed)
  const rows = useApp((state) => state.dataset?.rowCount ?? 0)
  const sampling = samplingFor(info, rows)
  const change = (key: string, value: DetectorParams[string]) =>
    setDraft((draft) => ({ ...draft, [key]: value }))
  return (
    <form
      className="parameters"
      // The fields hold their limits themselves; their steps are for the arrows, not a rule.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
        void setParams(params, seed)
      }}
    >
      <div className="parameters__scroll">
        <p className="parameters__summary">{info.summary}</p>
        <p className="parameters__note">
          <b>Good at</b> {info.goodAt}
          <br />
          <b>Weak at</b> {info.badAt}
        </p>
        {sampling !== null && <p className="parameters__note">{sampling}</p>}
        {info.params.map((param) => (
          <div key={param.key} className="parameters__field">
            <Field param={param} value={params[param.key]} onChange={(value) => change(param.key, value)} />
            <p className="parameters__help">{param.help}</p>
          </div>
        ))}
        <div className="parameters__field">
          <NumberField
            label="Seed"
            value={String(seed)}
            min={0}
            max={4294967295}
            step={1}
            disabled={!info.seeded}
            onCommit={(value) => setSeed(Math.round(value))}
          />
          <p className="parameters__help">
            {info.seeded
              ? 'The same seed gives the same scores, here and on the command line.'
              : 'This detector uses no chance.'}
          </p>
        </div>
      </div>
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={() => setDraft(defaults)}>
          Defaults
        </Button>
        <Button type="submit" variant="filled">
          Run
        </Button>
      </Group>
    </form>
  )
}

interface FieldProps {
  readonly param: ParamInfo
  readonly value: DetectorParams[string] | undefined
  readonly onChange: (value: DetectorParams[string]) => void
}

function Field({ param, value, onChange }: FieldProps) {
  const dataset = useApp((state) => state.dataset)
  if (param.kind === 'number') {
    const { label, min, max, step, integer } = param
    const commit = (typed: number) => onChange(integer ? Math.round(typed) : typed)
    return (
      <NumberField
        label={label}
        value={String(value ?? '')}
        min={min}
        max={max}
        step={step}
        onCommit={commit}
      />
    )
  }
  if (param.kind === 'switch') {
    return (
      <Checkbox
        label={param.label}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  }
  if (param.kind === 'detectors') {
    return <DetectorsField label={param.label} value={String(value ?? '')} onChange={onChange} />
  }
  const options =
    param.kind === 'choice'
      ? [...param.options]
      : [
          { value: '', label: 'The detector’s own choice' },
          ...(dataset?.columns ?? [])
            .filter(({ type }) => type === 'number')
            .map(({ name }) => ({ value: name, label: name })),
        ]
  return (
    <NativeSelect
      label={param.label}
      classNames={{ label: 'field-label' }}
      value={String(value ?? '')}
      data={options}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
