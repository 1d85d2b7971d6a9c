import {
  auditRequests,
  isAmountColumn,
  isEntityColumn,
  isIdColumn,
  isTimeColumn,
  useAuditSettings,
  type AuditTest,
} from './audit-settings.ts'
import { BenfordTest } from './benford-test.tsx'
import { DuplicatesTest } from './duplicates-test.tsx'
import { ColumnField } from './fields.tsx'
import { GapsTest } from './gaps-test.tsx'
import { LimitTest } from './limit-test.tsx'
import { NearTest } from './near-test.tsx'
import { OffHoursTest } from './off-hours-test.tsx'
import { RoundTest } from './round-test.tsx'
import type { TestProps } from './test-props.ts'
import { TestStatus } from './test-status.tsx'
import './audit.css'

const TESTS: readonly {
  readonly group: string
  readonly tests: readonly { readonly id: AuditTest; readonly label: string }[]
}[] = [
  {
    group: 'Digits',
    tests: [
      { id: 'first', label: 'First digit' },
      { id: 'second', label: 'Second digit' },
      { id: 'first-two', label: 'First two digits' },
      { id: 'last-two', label: 'Last two digits' },
    ],
  },
  {
    group: 'Amounts',
    tests: [
      { id: 'round', label: 'Round amounts' },
      { id: 'limit', label: 'Just below a limit' },
    ],
  },
  {
    group: 'Repeats and gaps',
    tests: [
      { id: 'duplicates', label: 'Exact duplicates' },
      { id: 'near-amounts', label: 'Close amounts' },
      { id: 'near-ids', label: 'Similar ids' },
      { id: 'gaps', label: 'Gaps in a sequence' },
    ],
  },
  { group: 'Time', tests: [{ id: 'off-hours', label: 'Weekends, holidays, nights' }] },
]

/** Audit tests: a list with a line of what each finds, and the chosen one in full. */
export default function AuditSection({ dataset, ranking }: Pick<TestProps, 'dataset' | 'ranking'>) {
  const [settings, change] = useAuditSettings(dataset)
  const requests = auditRequests(settings)
  const { columns } = dataset
  const props = { dataset, ranking, settings, requests, change }
  return (
    <div className="audit">
      <div className="audit-columns" role="group" aria-label="Columns to test">
        <ColumnField
          label="Amount"
          columns={columns.filter(isAmountColumn)}
          value={settings.amount}
          onChange={(amount) => change({ amount, decimals: null, limits: [], chosenLimit: 0 })}
        />
        <ColumnField
          label="Entity"
          none="None"
          columns={columns.filter(isEntityColumn)}
          value={settings.entity}
          onChange={(entity) => change({ entity })}
        />
        <ColumnField
          label="Time"
          none="None"
          columns={columns.filter(isTimeColumn)}
          value={settings.time}
          onChange={(time) => change({ time })}
        />
        <ColumnField
          label="Number or id"
          none="None"
          columns={columns.filter(isIdColumn)}
          value={settings.id}
          onChange={(id) => change({ id, prefix: null })}
        />
      </div>
      <nav className="audit-tests" aria-label="Audit tests">
        {TESTS.map(({ group, tests }) => (
          <div key={group} className="audit-tests__group">
            <h3 className="audit-tests__name">{group}</h3>
            {tests.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                className="audit-tests__test"
                aria-current={settings.test === id ? 'true' : undefined}
                onClick={() => change({ test: id })}
              >
                <span className="audit-tests__label">{label}</span>
                <span className="audit-tests__status">
                  <TestStatus test={id} requests={requests} />
                </span>
              </button>
            ))}
          </div>
        ))}
      </nav>
      <div className="audit-detail">
        <ChosenTest {...props} />
      </div>
    </div>
  )
}

function ChosenTest(props: TestProps) {
  const { test } = props.settings
  switch (test) {
    case 'round':
      return <RoundTest {...props} />
    case 'limit':
      return <LimitTest {...props} />
    case 'duplicates':
      return <DuplicatesTest {...props} />
    case 'near-amounts':
      return <NearTest {...props} by="amounts" key={test} />
    case 'near-ids':
      return <NearTest {...props} by="ids" key={test} />
    case 'gaps':
      return <GapsTest {...props} />
    case 'off-hours':
      return <OffHoursTest {...props} />
    default:
      return <BenfordTest {...props} test={test} />
  }
}
