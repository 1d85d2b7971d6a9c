import { SegmentedControl } from '@mantine/core'
import { ColumnTests, type TestsProps } from './column-tests.tsx'
import { useOutlierSettings } from './outlier-settings.ts'
import { SeveralColumns } from './several-columns.tsx'
import './outliers.css'

/** Tests for outliers: on one column side by side, and on several columns together. */
export default function OutliersSection({ dataset, ranking }: Pick<TestsProps, 'dataset' | 'ranking'>) {
  const [settings, change] = useOutlierSettings(dataset)
  const view = (
    <SegmentedControl
      size="xs"
      className="outliers__view"
      aria-label="What is tested"
      value={settings.view}
      onChange={(chosen) => change({ view: chosen === 'several' ? 'several' : 'one' })}
      data={[
        { value: 'one', label: 'One column' },
        { value: 'several', label: 'Several together' },
      ]}
    />
  )
  const props = { dataset, ranking, settings, change, view }
  return (
    <div className="outliers">
      {settings.view === 'one' ? <ColumnTests {...props} /> : <SeveralColumns {...props} />}
    </div>
  )
}
