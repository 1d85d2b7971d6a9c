import { Checkbox, MultiSelect } from '@mantine/core'
import { saveGroups } from '../../../state/audit-file.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { TestProps } from './test-props.ts'
import { keysOf } from './audit-settings.ts'
import { duplicatesFinding } from './audit-text.ts'
import { GroupList } from './group-list.tsx'
import { TestFrame } from './test-frame.tsx'

/** Rows that agree in the chosen columns. */
export function DuplicatesTest({ dataset, ranking, settings, requests, change }: TestProps) {
  const { columns } = dataset
  const answer = useQuestion('duplicates', requests.duplicates && { ...requests.duplicates, rows: true })
  const keys = keysOf(settings)
  const nameOf = (index: number) => columns[index]?.name ?? ''
  const hasTime = keys.some((key) => columns[key]?.type === 'datetime')
  // Of the request that was answered, which may be a former one.
  const answered = answer.request?.keys ?? keys
  return (
    <TestFrame
      title="Exact duplicates"
      answer={answer}
      lacks={requests.duplicates ? null : 'Choose at least one column to compare rows by.'}
      finding={(data) =>
        duplicatesFinding(
          data,
          answered.map(
            (key) => `${nameOf(key)}${columns[key]?.type === 'datetime' && settings.byDay ? ' (day)' : ''}`,
          ),
          settings.amount === null ? null : nameOf(settings.amount),
        )
      }
      fields={
        <>
          <MultiSelect
            label="Rows are the same when they agree in"
            classNames={{ label: 'field-label' }}
            className="audit-field audit-field--keys"
            size="xs"
            searchable={columns.length > 12}
            value={keys.map(String)}
            data={columns.map(({ index, name }) => ({ value: String(index), label: name }))}
            onChange={(chosen) => change({ keys: chosen.map(Number) })}
          />
          {hasTime && (
            <Checkbox
              label="Dates: the same day is enough"
              checked={settings.byDay}
              onChange={(event) => change({ byDay: event.currentTarget.checked })}
            />
          )}
        </>
      }
      limits={
        <p>
          The same amount twice on one day can be two real events. An empty cell is the same as nothing, so
          rows with one are left out.
        </p>
      }
    >
      {(data) =>
        data.groupOf && (
          <GroupList
            source="audit duplicates"
            what="Exact duplicates"
            ranking={ranking}
            groups={data.groups}
            listed={data.listed}
            groupOf={data.groupOf}
            columns={answered.map((key) => columns[key])}
            hasStake={settings.amount !== null}
            onSave={() => {
              if (requests.duplicates)
                void saveGroups({ kind: 'exact', of: requests.duplicates }, 'exact-duplicates')
            }}
          />
        )
      }
    </TestFrame>
  )
}
