import { useCallback, useMemo, useState } from 'react'
import { TextInput } from '@mantine/core'
import type { BelowLimitAnswer } from '../../../analysis/audit/below-limit.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount, formatNumber, formatP } from '../../plots/format.ts'
import { AuditBars } from './audit-bars.tsx'
import type { TestProps } from './test-props.ts'
import { formatRatio, limitFinding } from './audit-text.ts'
import { EntityList } from './entity-list.tsx'
import { parseLimits } from './parse-limits.ts'
import { PickList } from './pick-list.tsx'
import { rowsOfBars } from './picked-rows.ts'
import { TestFrame } from './test-frame.tsx'

/** Below the limit and within one width of it. */
const BELOW = { from: 5, to: 9 }
const BARS = 21

/** Whether amounts gather just below a limit. */
export function LimitTest({ dataset, ranking, settings, requests, change }: TestProps) {
  const answer = useQuestion('belowLimit', requests.limit && { ...requests.limit, rows: true })
  const { amount, width, limits } = settings
  const line = answer.data?.lines.find(({ limit }) => limit === answer.data?.chosen)
  return (
    <TestFrame
      title="Just below a limit"
      answer={answer}
      lacks={requests.limit ? null : 'No column is read as numbers, so there is no amount to look at.'}
      finding={() =>
        line ? limitFinding(line, width) : 'No positive amount, so there is no limit to look at.'
      }
      fields={
        <>
          <LimitsField
            key={limits.join()}
            limits={limits}
            onChange={(next) => change({ limits: next, chosenLimit: 0 })}
          />
          <NumberField
            label="Width of a band"
            value={String(Math.round(width * 1000) / 10)}
            min={0.1}
            max={40}
            step="any"
            suffix="%"
            width={110}
            onCommit={(percent) => change({ width: percent / 100 })}
          />
        </>
      }
      limits={
        <p>
          {limits.length > 0
            ? 'The limits are those you entered.'
            : answer.data && answer.data.suggested.length > 0
              ? 'The limits are round amounts with clearly more rows just below than the trend suggests; enter those that matter in your organisation.'
              : 'No round amount stands out: these are round amounts near the top of the column. Enter the limits that matter in your organisation.'}{' '}
          Amounts of exactly the limit are in neither band, because only you know whether they are allowed.
        </p>
      }
    >
      {(data) => (
        <LimitResult
          data={data}
          column={amount === null ? '' : (dataset.columns[amount]?.name ?? '')}
          dataset={dataset}
          ranking={ranking}
          onChoose={(chosenLimit) => change({ chosenLimit })}
        />
      )}
    </TestFrame>
  )
}

function LimitsField({
  limits,
  onChange,
}: {
  readonly limits: readonly number[]
  readonly onChange: (limits: readonly number[]) => void
}) {
  const [text, setText] = useState(limits.join('; '))
  const read = parseLimits(text)
  const commit = () => {
    if (read.error === null && read.limits.join() !== limits.join()) onChange(read.limits)
  }
  return (
    <TextInput
      label="Limits"
      classNames={{ label: 'field-label' }}
      className="audit-field audit-field--wide"
      size="xs"
      value={text}
      placeholder="Suggested, or e.g. 5000; 10000"
      error={read.error}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}

interface LimitResultProps extends Pick<TestProps, 'dataset' | 'ranking'> {
  readonly data: BelowLimitAnswer
  readonly column: string
  readonly onChoose: (limit: number) => void
}

function LimitResult({ data, column, dataset, ranking, onChoose }: LimitResultProps) {
  const { lines, chosen, edges, counts, bins, entities } = data
  const labels = useMemo(
    () =>
      Array.from({ length: BARS }, (_, bar) =>
        edges[bar] === edges[bar + 1]
          ? `exactly ${formatNumber(edges[bar]!)}`
          : `${formatNumber(edges[bar]!)} to ${formatNumber(edges[bar + 1]!)}`,
      ),
    [edges],
  )
  // On the axis every bar is equally wide, also the one of the limit itself.
  const ticks = useMemo(() => {
    const step = (edges[BARS]! - edges[0]!) / (BARS - 1)
    return Float64Array.from({ length: BARS + 1 }, (_, bar) => (chosen ?? 0) + (bar - BARS / 2) * step)
  }, [edges, chosen])
  const chip = useCallback(
    (first: string, last: string) => `${column} ${first === last ? first : `${first} … ${last}`}`,
    [column],
  )
  if (bins === null || chosen === null) return null
  return (
    <>
      <div className="audit-plot-and-list">
        <div className="audit-plot">
          <AuditBars
            title={`${column} around ${formatNumber(chosen)}`}
            source="audit limit"
            ranking={ranking}
            bins={bins}
            binCount={BARS}
            labels={labels}
            edges={ticks}
            rows={counts}
            expected={null}
            marker={0.5}
            log={false}
            xTitle={column}
            summary={`Two bands below and two above ${formatNumber(chosen)}, each in five bars; the bar between them is the limit itself`}
            chip={chip}
          />
        </div>
        <PickList
          name="Limits"
          note="Ratio of the rows just below to those just above, with its exact 95 % interval, and the ratio that the trend suggests. Choose one to see it."
          heads={['Limit', 'Below', 'At', 'Above', 'Ratio', 'Trend', 'p']}
          empty="No limit."
          lines={lines.map((line, i) => ({
            key: line.limit,
            label: formatNumber(line.limit, 12),
            action: `Look at the limit ${formatNumber(line.limit, 12)}`,
            cells: [
              formatCount(line.below),
              formatCount(line.exactly),
              formatCount(line.above),
              `${formatRatio(line.ratio)} (${formatRatio(line.low)}–${formatRatio(line.high)})`,
              formatRatio(line.expectedRatio),
              formatP(line.p),
            ],
            isPicked: line.limit === chosen,
            onPick: () => onChoose(i),
          }))}
        />
      </div>
      {entities && (
        <EntityList
          source="audit limit entities"
          dataset={dataset}
          shares={entities}
          what={`rows just below ${formatNumber(chosen)}`}
          marked={() => rowsOfBars(bins, null, BELOW)}
        />
      )}
    </>
  )
}
