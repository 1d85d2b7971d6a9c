import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import type { FitOn, Preprocessing } from '../../../analysis/preprocess/preprocessing.ts'
import { editPreprocessing, fitOnSelection } from '../../../state/preprocess.ts'
import { useApp } from '../../../state/store.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { clauseText } from '../../filters/clause-text.ts'
import { ChoiceField } from './choice-field.tsx'

interface FitOnStepProps {
  readonly next: Preprocessing
  readonly dataset: DatasetSummary
}

/** Which rows the pipeline and the detector are fitted on. */
export function FitOnStep({ next, dataset }: FitOnStepProps) {
  const { fitOn } = next
  const clauses = useApp((state) => state.clauses)
  const label = clauses.map((clause) => clauseText(clause, dataset.columns)).join(', ')
  const selection = fitOnSelection({ clauses, dataset }, label)
  const times = dataset.columns.filter(({ type }) => type === 'datetime')
  const time = times.find(({ index }) => index === dataset.timeColumn) ?? times[0]
  const labelColumn = dataset.columns.find(({ role }) => role === 'label')
  const ways: Readonly<Record<FitOn['by'], { readonly label: string; readonly first: FitOn | null }>> = {
    all: { label: 'all rows', first: { by: 'all' } },
    share: { label: 'a random share', first: { by: 'share', share: 0.5 } },
    before: {
      label: 'rows before a moment',
      first: time
        ? { by: 'before', column: time.name, time: dayOf(((time.min ?? 0) + (time.max ?? 0)) / 2) }
        : null,
    },
    normal: {
      label: 'rows labelled normal',
      first: labelColumn || fitOn.by === 'normal' ? { by: 'normal' } : null,
    },
    where: { label: 'the rows of the filter', first: selection },
  }
  const kinds = ['all', 'share', 'before', 'normal', 'where'] as const
  return (
    <>
      <div className="step__fields">
        <ChoiceField
          label="Rows to fit on"
          value={fitOn.by}
          options={kinds.map((by) => ({
            value: by,
            label: ways[by].label,
            disabled: ways[by].first === null && fitOn.by !== by,
          }))}
          onChange={(by) => {
            const { first } = ways[by]
            if (first) editPreprocessing({ fitOn: first })
          }}
        />
        <FitOnFields fitOn={fitOn} dataset={dataset} selection={selection} />
      </div>
      <p className="step__help">
        Everything is learned from these rows alone: limits, scales, frequencies and the detector. All rows
        are then ranked by it.
        {ways.where.first === null && fitOn.by !== 'where'
          ? ' Select rows on any screen, or add a filter above, to fit on them.'
          : ''}
      </p>
    </>
  )
}

interface FitOnFieldsProps {
  readonly fitOn: FitOn
  readonly dataset: DatasetSummary
  readonly selection: FitOn | null
}

function FitOnFields({ fitOn, dataset, selection }: FitOnFieldsProps) {
  const set = (next: FitOn) => editPreprocessing({ fitOn: next })
  switch (fitOn.by) {
    case 'all':
      return null
    case 'share':
      return (
        <NumberField
          label="Share of the rows"
          value={String(Math.round(fitOn.share * 1e4) / 100)}
          min={1}
          max={100}
          step={5}
          suffix="%"
          onCommit={(value) => set({ by: 'share', share: value / 100 })}
        />
      )
    case 'before': {
      const times = dataset.columns.filter(({ type }) => type === 'datetime')
      return (
        <>
          <ChoiceField
            label="Time column"
            value={fitOn.column ?? ''}
            options={times.map(({ name }) => ({ value: name, label: name }))}
            onChange={(column) => set({ ...fitOn, column })}
          />
          <MomentField key={fitOn.time} time={fitOn.time} onCommit={(time) => set({ ...fitOn, time })} />
        </>
      )
    }
    case 'normal': {
      const columns = dataset.columns.filter(({ type }) => type === 'category' || type === 'number')
      return (
        <>
          <ChoiceField
            label="Label"
            value={fitOn.column ?? ''}
            options={[
              { value: '', label: 'the label column' },
              ...columns.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(column) => set(column === '' ? { by: 'normal' } : { by: 'normal', column })}
          />
          <TextInput
            label="Value that means normal"
            placeholder="told from its values"
            classNames={{ label: 'field-label' }}
            value={fitOn.value ?? ''}
            onChange={(event) => {
              const column = fitOn.column === undefined ? {} : { column: fitOn.column }
              const value = event.currentTarget.value
              set({ by: 'normal', ...column, ...(value === '' ? {} : { value }) })
            }}
          />
        </>
      )
    }
    case 'where':
      return (
        <div className="step__snapshot">
          <p className="step__help">{fitOn.label ?? 'Rows of a filter'}</p>
          {selection?.by === 'where' && selection.label !== fitOn.label && (
            <Button variant="default" onClick={() => set(selection)}>
              Take the present filter: {selection.label}
            </Button>
          )}
        </div>
      )
  }
}

/** A date, or a date and a time, as it is typed; it counts once the field is left. */
function MomentField({
  time,
  onCommit,
}: {
  readonly time: string
  readonly onCommit: (time: string) => void
}) {
  const [text, setText] = useState(time)
  const commit = () => {
    if (text.trim() !== '' && text !== time) onCommit(text.trim())
  }
  return (
    <TextInput
      label="Before (UTC)"
      placeholder="2024-06-01"
      classNames={{ label: 'field-label' }}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
