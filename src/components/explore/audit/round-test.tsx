import { useCallback, useMemo } from 'react'
import type { RoundAmountsAnswer } from '../../../analysis/audit/round-amounts.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { formatCount, formatFixed, formatNumber } from '../../plots/format.ts'
import { AuditBars } from './audit-bars.tsx'
import type { TestProps } from './test-props.ts'
import { roundFinding, roundLabel, roundTick } from './audit-text.ts'
import { EntityList } from './entity-list.tsx'
import { ChoiceField } from './fields.tsx'
import { rowsOfBars } from './picked-rows.ts'
import { TestFrame } from './test-frame.tsx'

const MULTIPLES = [10, 100, 1000, 10_000].map((n) => ({ value: String(n), label: formatNumber(n) }))
const DECIMALS = [
  { value: '', label: 'Found from the column' },
  ...[0, 1, 2, 3, 4].map((n) => ({ value: String(n), label: String(n) })),
]

/** How many amounts are round, and whose. */
export function RoundTest({ dataset, ranking, settings, requests, change }: TestProps) {
  const answer = useQuestion('roundAmounts', requests.round && { ...requests.round, rows: true })
  const { decimals, multiple, amount, entity } = settings
  return (
    <TestFrame
      title="Round amounts"
      answer={answer}
      lacks={requests.round ? null : 'No column is read as numbers, so there is no amount to look at.'}
      finding={roundFinding}
      fields={
        <>
          <ChoiceField
            label="Decimals"
            value={decimals === null ? '' : String(decimals)}
            options={DECIMALS}
            onChange={(value) => change({ decimals: value === '' ? null : Number(value) })}
          />
          {entity !== null && (
            <ChoiceField
              label="Compare by multiples of"
              value={String(multiple)}
              options={MULTIPLES}
              onChange={(value) => change({ multiple: Number(value) })}
            />
          )}
        </>
      }
      limits={
        <>
          <p>
            Expected is what the column’s own other endings suggest: for multiples of 100, amounts that end in
            80, 90, 10 and 20 (the mean of the middle two); for whole amounts, the middle half of the other
            cents. Estimates, advances and prices are often round for good reasons.
          </p>
          {answer.data && answer.data.zero + answer.data.missing + answer.data.tooLong > 0 && (
            <p>
              Left out: {formatCount(answer.data.zero)} zero, {formatCount(answer.data.missing)} missing,{' '}
              {formatCount(answer.data.infinite + answer.data.tooLong)} infinite or with too many digits.
              Signs are left out.
            </p>
          )}
        </>
      }
    >
      {(data) => (
        <RoundResult
          data={data}
          column={amount === null ? '' : (dataset.columns[amount]?.name ?? '')}
          multiple={multiple}
          dataset={dataset}
          ranking={ranking}
        />
      )}
    </TestFrame>
  )
}

interface RoundResultProps extends Pick<TestProps, 'dataset' | 'ranking'> {
  readonly data: RoundAmountsAnswer
  readonly column: string
  readonly multiple: number
}

function RoundResult({ data, column, multiple, dataset, ranking }: RoundResultProps) {
  const { lines, levels, entities } = data
  // Levels count from 1; a multiple holds every higher level, an odd multiple its own only.
  const members = useMemo(
    () =>
      lines.map(({ kind }, i) =>
        kind === 'odd-multiple' ? [i + 1] : Array.from({ length: lines.length - i }, (_, k) => i + 1 + k),
      ),
    [lines],
  )
  const labels = useMemo(() => lines.map(roundLabel), [lines])
  const ticks = useMemo(() => lines.map(roundTick), [lines])
  const rows = useMemo(() => Uint32Array.from(lines, (line) => line.rows), [lines])
  const expected = useMemo(() => Float64Array.from(lines, (line) => line.expected), [lines])
  const chip = useCallback(
    (first: string, last: string) => `${column}: ${first === last ? first : `${first} to ${last}`}`,
    [column],
  )
  if (levels === null || lines.length === 0) return null
  const at = lines.findIndex(({ kind, of }) => kind === 'multiple' && of === multiple)
  const first = at < 0 ? lines.length : at
  return (
    <>
      <div className="audit-plot">
        <AuditBars
          title={`Round endings of ${column}`}
          source="audit round"
          ranking={ranking}
          bins={levels}
          binCount={lines.length + 1}
          members={members}
          labels={labels}
          ticks={ticks}
          rows={rows}
          expected={expected}
          log
          xTitle="Ending"
          summary={`${formatCount(data.n)} amounts, the line is what other endings suggest; multiples of 10 hold those of 100`}
          chip={chip}
          figures={[
            { head: 'Times expected', cell: (bar) => timesText(rows[bar]!, expected[bar]!) },
            { head: 'z', cell: (bar) => formatFixed(lines[bar]?.z ?? 0, 1) },
          ]}
        />
      </div>
      {entities && (
        <EntityList
          source="audit round entities"
          dataset={dataset}
          shares={entities}
          what={`multiples of ${formatNumber(multiple)}`}
          marked={() => rowsOfBars(levels, members, { from: first, to: first })}
        />
      )}
    </>
  )
}

function timesText(rows: number, expected: number): string {
  return expected > 0 ? `${formatNumber(rows / expected, 3)} ×` : '–'
}
