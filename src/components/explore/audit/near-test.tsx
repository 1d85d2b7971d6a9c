import { saveGroups } from '../../../state/audit-file.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatNumber } from '../../plots/format.ts'
import type { TestProps } from './test-props.ts'
import { nearFinding } from './audit-text.ts'
import { ChoiceField } from './fields.tsx'
import { GroupList } from './group-list.tsx'
import { TestFrame } from './test-frame.tsx'

const EDITS = [
  { value: 'any', label: 'Any one change' },
  { value: 'swapped', label: 'Two neighbours swapped' },
] as const

/** Rows that are nearly the same: close amounts within some days, or ids one edit apart. */
export function NearTest({ by, ...props }: TestProps & { readonly by: 'amounts' | 'ids' }) {
  const { dataset, ranking, settings, requests, change } = props
  const { columns } = dataset
  const { tolerance, days, edits, entity, time, id, amount } = settings
  const request = by === 'amounts' ? requests.nearAmounts : requests.nearIds
  const found = useQuestion('nearDuplicates', request && { ...request, rows: true })
  // A former answer may be to the other of the two questions.
  const answer = found.request?.by === request?.by ? found : { ...found, data: null }
  const nameOf = (index: number | null) => (index === null ? '' : (columns[index]?.name ?? ''))
  const same = entity === null ? '' : ` and the same ${nameOf(entity)}`
  const shown = by === 'amounts' ? [entity, amount, time] : [entity, id, amount]
  const close = tolerance === 0 ? 'the same amount' : `amounts within ${formatNumber(tolerance * 100)} %`
  const apart = time === null ? '' : `, at most ${days} ${days === 1 ? 'day' : 'days'} apart`
  return (
    <TestFrame
      title={by === 'amounts' ? 'Near duplicates: close amounts' : 'Near duplicates: similar ids'}
      answer={answer}
      lacks={
        request
          ? null
          : by === 'amounts'
            ? 'Near duplicates need an amount, and an entity or a time to compare within.'
            : 'Similar ids need an amount and a column of ids.'
      }
      finding={(data) =>
        nearFinding(
          data,
          by === 'amounts'
            ? `have ${close}${same}${apart}, and are not equal in all of these`
            : `have the same ${nameOf(amount)}${same}, and a ${nameOf(id)} that differs by ${edits === 'any' ? 'one character or one swap' : 'two swapped neighbours'}`,
        )
      }
      fields={
        by === 'amounts' ? (
          <>
            <NumberField
              label="Amounts within"
              value={String(Math.round(tolerance * 1e6) / 1e4)}
              min={0}
              max={50}
              suffix="%"
              width={100}
              onCommit={(percent) => change({ tolerance: percent / 100 })}
            />
            {time !== null && (
              <NumberField
                label="Dates within"
                value={String(days)}
                min={0}
                max={3650}
                step={1}
                suffix="days"
                width={110}
                onCommit={(value) => change({ days: Math.round(value) })}
              />
            )}
          </>
        ) : (
          <ChoiceField
            label="Ids differ by"
            value={edits}
            options={EDITS}
            onChange={(value) => change({ edits: value })}
          />
        )
      }
      limits={
        <p>
          Rows that are linked through others are in one group, so the ends of a group can be further apart.{' '}
          {by === 'amounts'
            ? 'Standing orders and prices repeat for good reasons.'
            : 'Ids that count up differ by one character too: look for swaps first.'}
        </p>
      }
    >
      {(data) =>
        data.groupOf && (
          <GroupList
            source={`audit near ${by}`}
            what={by === 'amounts' ? 'Close amounts' : 'Similar ids'}
            ranking={ranking}
            groups={data.groups}
            listed={data.listed}
            groupOf={data.groupOf}
            columns={shown.filter((column) => column !== null).map((column) => columns[column])}
            hasStake
            onSave={() => {
              if (request) void saveGroups({ kind: 'near', of: request }, 'near-duplicates')
            }}
          />
        )
      }
    </TestFrame>
  )
}
