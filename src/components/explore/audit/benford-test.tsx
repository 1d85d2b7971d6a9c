import { useCallback, useMemo } from 'react'
import type { BenfordAnswer } from '../../../analysis/audit/benford.ts'
import type { BenfordTest as Test } from '../../../analysis/audit/benford-law.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount, formatFixed, formatNumber, pText } from '../../plots/format.ts'
import { AuditBars } from './audit-bars.tsx'
import type { TestProps } from './test-props.ts'
import { benfordFinding, benfordLeftOut, digitLabel, DIGITS_OF, doubtText, excessBars } from './audit-text.ts'
import { signed } from './bars-table.tsx'
import { ChoiceField } from './fields.tsx'
import { PickList } from './pick-list.tsx'
import { rowsOfBars } from './picked-rows.ts'
import { TestFrame } from './test-frame.tsx'
import { usePickedRows } from './use-picked-rows.ts'

const SIGNS = [
  { value: 'positive', label: 'Positive' },
  { value: 'negative', label: 'Negative' },
  { value: 'all', label: 'All, without sign' },
] as const
const DECIMALS = [
  { value: '', label: 'Found from the column' },
  ...[0, 1, 2, 3, 4].map((n) => ({ value: String(n), label: String(n) })),
]
/** Excess that the list beside the plot tells. */
const LISTED = 12

/** Benford's law on leading digits, evenness of the last two. */
export function BenfordTest({
  test,
  dataset,
  ranking,
  settings,
  requests,
  change,
}: TestProps & { readonly test: Test }) {
  const request = requests.benford(test)
  const answer = useQuestion('benford', request && { ...request, rows: true })
  const { sign, minimum, decimals, amount } = settings
  const column = amount === null ? '' : (dataset.columns[amount]?.name ?? '')
  // A former test's answer stays until the next one is there: it belongs to another plot.
  const current = answer.data?.test === test ? answer : { ...answer, data: null }
  return (
    <TestFrame
      title={test === 'last-two' ? 'Last two digits' : `${DIGITS_OF[test]} and Benford’s law`}
      answer={current}
      lacks={request ? null : 'No column is read as numbers, so there is no amount to look at.'}
      finding={(data) => benfordFinding(data, column)}
      fields={
        <>
          <ChoiceField
            label="Amounts"
            value={sign}
            options={SIGNS}
            onChange={(value) => change({ sign: value })}
          />
          <NumberField
            label="Smallest amount"
            value={String(minimum)}
            min={0}
            width={110}
            onCommit={(value) => change({ minimum: value })}
          />
          {test === 'last-two' && (
            <ChoiceField
              label="Decimals"
              value={decimals === null ? '' : String(decimals)}
              options={DECIMALS}
              onChange={(value) => change({ decimals: value === '' ? null : Number(value) })}
            />
          )}
        </>
      }
      limits={
        current.data && (
          <>
            <p>
              {test === 'last-two'
                ? 'Invented or rounded amounts favour some endings. '
                : 'Benford’s law is a test of the whole file. '}
              No row is suspicious for its digits alone: see whose rows they are.
            </p>
            {(current.data.n > 0 ? current.data.doubts : []).map((doubt) => (
              <p key={doubt.code} className="audit-doubt">
                {doubtText(doubt)}
              </p>
            ))}
            <p>
              {benfordLeftOut(current.data, minimum)} {chiSquaredText(current.data)}
            </p>
          </>
        )
      }
    >
      {(data) => <BenfordResult key={data.test} data={data} column={column} ranking={ranking} />}
    </TestFrame>
  )
}

function chiSquaredText({
  n,
  chiSquared,
  degreesOfFreedom,
  p,
  distance,
  criticalDistance,
}: BenfordAnswer): string {
  if (n === 0) return ''
  const power =
    n > 5000
      ? '; with this many rows it also rejects differences that are too small to matter, so go by the deviation'
      : ''
  return `Chi-squared ${formatNumber(chiSquared, 5)} with ${degreesOfFreedom} degrees of freedom, ${pText(p)}${power}. Kolmogorov–Smirnov distance ${formatFixed(distance, 4)}, at the 5 % level ${formatFixed(criticalDistance, 4)}.`
}

interface BenfordResultProps extends Pick<TestProps, 'ranking'> {
  readonly data: BenfordAnswer
  readonly column: string
}

function BenfordResult({ data, column, ranking }: BenfordResultProps) {
  const { test, from, counts, expected, n, z, bins, commonest, decimals } = data
  const source = `audit ${test}`
  const name = DIGITS_OF[test]
  const labels = useMemo(
    () => Array.from(counts, (_, bar) => digitLabel(test, from + bar)),
    [counts, test, from],
  )
  const rows = useMemo(() => expected.map((share) => share * n), [expected, n])
  // Numbers stand under the middle of their bars.
  const edges = useMemo(
    () => Float64Array.from({ length: counts.length + 1 }, (_, bar) => from + bar - 0.5),
    [counts, from],
  )
  const chip = useCallback(
    (first: string, last: string) =>
      first === last
        ? `${name} of ${column} ${test.endsWith('two') ? 'are' : 'is'} ${first}`
        : `${name} of ${column} from ${first} to ${last}`,
    [name, column, test],
  )
  const most = useMemo(() => excessBars(data, LISTED), [data])
  const { picked, pick } = usePickedRows(source)
  if (bins === null || n === 0) return null
  const amountText = (amount: number) =>
    decimals === null ? formatNumber(amount, 12) : formatFixed(amount, decimals)
  const commonestText = (bar: number) =>
    (commonest?.counts[bar] ?? 0) > 1
      ? `${amountText(commonest?.amounts[bar] ?? NaN)} (${formatCount(commonest?.counts[bar] ?? 0)}×)`
      : '–'
  return (
    <div className="audit-plot-and-list">
      <div className="audit-plot">
        <AuditBars
          title={`${name} of ${column}`}
          source={source}
          ranking={ranking}
          bins={bins}
          binCount={counts.length}
          labels={labels}
          {...(counts.length > 12 ? { edges } : {})}
          rows={counts}
          expected={rows}
          log={false}
          xTitle={name}
          summary={`${formatCount(n)} amounts, the line is what ${test === 'last-two' ? 'even spread' : 'Benford’s law'} expects`}
          chip={chip}
          figures={[
            { head: 'z', cell: (bar) => zText(z[bar]!) },
            { head: 'Commonest amount', cell: commonestText },
          ]}
        />
      </div>
      <PickList
        name="More rows than expected"
        note={`* z beyond 1.96, ** beyond 2.58. By chance alone about ${formatFixed(counts.length / 20, 1)} of ${counts.length} digits are beyond 1.96, half of them upwards.`}
        heads={['Digits', 'Rows', 'More', 'z', 'Commonest amount']}
        empty="No digit has clearly more rows than expected."
        lines={most.map((bar) => ({
          key: bar,
          label: labels[bar] ?? '',
          cells: [
            formatCount(counts[bar]!),
            signed(counts[bar]! - rows[bar]!),
            zText(z[bar]!),
            commonestText(bar),
          ],
          isPicked: picked?.from === bar && picked.to === bar,
          onPick: () =>
            pick(
              { from: bar, to: bar },
              () => ({ kind: 'rows', rows: rowsOfBars(bins, null, { from: bar, to: bar }) }),
              chip(labels[bar] ?? '', labels[bar] ?? ''),
            ),
        }))}
      />
    </div>
  )
}

/** With a mark where chance alone would seldom bring it; far from 0 only the size matters. */
function zText(z: number): string {
  const text = formatFixed(Math.abs(z), Math.abs(z) < 10 ? 2 : 0)
  const mark = Math.abs(z) > 2.58 ? ' **' : Math.abs(z) > 1.96 ? ' *' : ''
  return `${z < 0 ? '−' : ''}${text}${mark}`
}
