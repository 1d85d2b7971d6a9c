import type { BenfordTest } from '../../../analysis/audit/benford-law.ts'
import { useQuestion, type Answer } from '../../../state/use-question.ts'
import { formatPercent } from '../../plots/format.ts'
import type { AuditRequests, AuditTest } from './audit-settings.ts'
import * as text from './audit-text.ts'

const QUIETLY = { background: true } as const

interface StatusProps {
  readonly test: AuditTest
  readonly requests: AuditRequests
}

/** The one line that the list says of a test. */
export function TestStatus({ test, requests }: StatusProps) {
  switch (test) {
    case 'first':
    case 'second':
    case 'first-two':
    case 'last-two':
      return <BenfordStatus test={test} requests={requests} />
    case 'round':
      return <RoundStatus requests={requests} />
    case 'limit':
      return <LimitStatus requests={requests} />
    case 'duplicates':
      return <DuplicatesStatus requests={requests} />
    case 'near-amounts':
      return <NearStatus request={requests.nearAmounts} lacks="Needs an entity or a time" />
    case 'near-ids':
      return <NearStatus request={requests.nearIds} lacks="Needs an amount and an id" />
    case 'gaps':
      return <GapsStatus requests={requests} />
    case 'off-hours':
      return <OffHoursStatus requests={requests} />
  }
}

type Requests = Pick<StatusProps, 'requests'>

function BenfordStatus({ test, requests }: Requests & { readonly test: BenfordTest }) {
  const request = requests.benford(test)
  const answer = useQuestion('benford', request, QUIETLY)
  return <Line answer={answer} lacks={request ? null : 'Needs an amount'} say={text.benfordStatus} />
}

function RoundStatus({ requests }: Requests) {
  const request = requests.round && { ...requests.round, entity: null }
  const answer = useQuestion('roundAmounts', request, QUIETLY)
  return <Line answer={answer} lacks={request ? null : 'Needs an amount'} say={text.roundStatus} />
}

function LimitStatus({ requests }: Requests) {
  const request = requests.limit && { ...requests.limit, entity: null }
  const answer = useQuestion('belowLimit', request, QUIETLY)
  return <Line answer={answer} lacks={request ? null : 'Needs an amount'} say={text.limitStatus} />
}

function DuplicatesStatus({ requests }: Requests) {
  const answer = useQuestion('duplicates', requests.duplicates, QUIETLY)
  return (
    <Line
      answer={answer}
      lacks={requests.duplicates ? null : 'Choose columns to compare'}
      say={text.groupsStatus}
    />
  )
}

function NearStatus({
  request,
  lacks,
}: {
  readonly request: AuditRequests['nearIds']
  readonly lacks: string
}) {
  const answer = useQuestion('nearDuplicates', request, QUIETLY)
  return <Line answer={answer} lacks={request ? null : lacks} say={text.groupsStatus} />
}

function GapsStatus({ requests }: Requests) {
  const answer = useQuestion('sequenceGaps', requests.gaps, QUIETLY)
  return (
    <Line
      answer={answer}
      lacks={requests.gaps ? null : 'Needs a column of numbers or ids'}
      say={text.gapsStatus}
    />
  )
}

function OffHoursStatus({ requests }: Requests) {
  const request = requests.offHours && { ...requests.offHours, entity: null }
  const answer = useQuestion('offHours', request, QUIETLY)
  return <Line answer={answer} lacks={request ? null : 'Needs a column of dates'} say={text.offHoursStatus} />
}

interface LineProps<T> {
  readonly answer: Answer<T>
  /** What is missing for the test. */
  readonly lacks: string | null
  readonly say: (answer: T) => string
}

function Line<T>({ answer, lacks, say }: LineProps<T>) {
  const { data, error, progress } = answer
  if (lacks !== null) return <>{lacks}</>
  if (error) return <>Could not be worked out</>
  if (data === null) return <>{progress === null ? '…' : `… ${formatPercent(progress)}`}</>
  return <>{say(data)}</>
}
