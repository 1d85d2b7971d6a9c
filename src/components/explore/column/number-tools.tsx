import { NativeSelect, SegmentedControl } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { IntervalForm } from './interval-form.tsx'
import { canBeLog, groupColumns, type NumberSettings } from './settings.ts'
import { useValueBrush } from './use-value-brush.ts'

interface NumberToolsProps {
  readonly dataset: DatasetSummary
  readonly column: ColumnSummary
  readonly settings: NumberSettings
  readonly onChange: (change: Partial<NumberSettings>) => void
}

/** What all plots of the column share: the scale, how far they reach, a split into groups, and a selection by values. */
export function NumberTools({ dataset, column, settings, onChange }: NumberToolsProps) {
  const { interval, select } = useValueBrush(column.index)
  const groups = groupColumns(dataset, column)
  return (
    <div className="number-tools" role="group" aria-label="How the values are shown">
      <SegmentedControl
        size="xs"
        aria-label="Scale"
        classNames={{ root: 'column-switch' }}
        value={settings.scale}
        disabled={!canBeLog(column)}
        onChange={(value) => onChange({ scale: value === 'log' ? 'log' : 'linear' })}
        data={[
          { value: 'linear', label: 'Linear' },
          { value: 'log', label: 'Log' },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label="Values shown"
        classNames={{ root: 'column-switch' }}
        value={settings.range}
        onChange={(value) => onChange({ range: value === 'whole' ? 'whole' : 'core' })}
        data={[
          { value: 'core', label: 'Without far values' },
          { value: 'whole', label: 'All values' },
        ]}
      />
      <label className="number-tools__by">
        By
        <NativeSelect
          aria-label="Split by"
          size="xs"
          variant="unstyled"
          classNames={{ root: 'plot-picker', input: 'plot-picker-input' }}
          value={settings.by === null ? '' : String(settings.by)}
          disabled={groups.length === 0}
          onChange={({ currentTarget: { value } }) => onChange({ by: value === '' ? null : Number(value) })}
          data={[
            { value: '', label: groups.length === 0 ? 'no column has few values' : 'nothing' },
            ...groups.map(({ index, name }) => ({ value: String(index), label: name })),
          ]}
        />
      </label>
      <IntervalForm column={column} interval={interval} onSelect={(next) => select(next, true)} />
    </div>
  )
}
