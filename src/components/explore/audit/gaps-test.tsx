import { useCallback, useMemo } from 'react'
import type { SequenceGapsAnswer } from '../../../analysis/audit/sequence-gaps.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { formatCount } from '../../plots/format.ts'
import { AuditBars } from './audit-bars.tsx'
import type { TestProps } from './test-props.ts'
import { gapsFinding, isSequence, plain } from './audit-text.ts'
import { PickList } from './pick-list.tsx'
import { TestFrame } from './test-frame.tsx'
import { usePickedRows } from './use-picked-rows.ts'

/** Missing and repeated numbers of a sequence. */
export function GapsTest({ dataset, ranking, settings, requests, change }: TestProps) {
  const answer = useQuestion('sequenceGaps', requests.gaps && { ...requests.gaps, rows: true })
  const column = settings.id === null ? '' : (dataset.columns[settings.id]?.name ?? '')
  return (
    <TestFrame
      title="Gaps in a sequence"
      answer={answer}
      lacks={requests.gaps ? null : 'Choose a column of invoice, cheque or order numbers above.'}
      finding={gapsFinding}
      fields={null}
      limits={
        <p>
          Only numbers that one’s own organisation gives out one after another should have no gaps; those of
          many vendors have. Rows that were left out of the file leave gaps too.
        </p>
      }
    >
      {(data) => (
        <GapsResult data={data} column={column} ranking={ranking} onPrefix={(prefix) => change({ prefix })} />
      )}
    </TestFrame>
  )
}

interface GapsResultProps extends Pick<TestProps, 'ranking'> {
  readonly data: SequenceGapsAnswer
  readonly column: string
  readonly onPrefix: (prefix: string) => void
}

function GapsResult({ data, column, ranking, onPrefix }: GapsResultProps) {
  const { chosen, series, seriesCount, gaps, repeated, edges, counts, present, bins } = data
  const prefix = chosen?.prefix ?? ''
  const labels = useMemo(
    () =>
      Array.from(counts, (_, bar) => {
        const [first, last] = [edges[bar]!, edges[bar + 1]! - 1]
        return first === last ? `${prefix}${plain(first)}` : `${prefix}${plain(first)} – ${plain(last)}`
      }),
    [counts, edges, prefix],
  )
  // One row for each number between the first and the last.
  const expected = useMemo(
    () => Float64Array.from(counts, (_, bar) => edges[bar + 1]! - edges[bar]!),
    [counts, edges],
  )
  const chip = useCallback(
    (first: string, last: string) => `${column} ${first === last ? first : `${first} … ${last}`}`,
    [column],
  )
  const gapRows = usePickedRows('audit gaps')
  const repeats = usePickedRows('audit repeated numbers')
  if (bins === null || chosen === null) return null
  const jumps = gaps.filter(({ isJump }) => isJump).length
  const isRunning = isSequence(data)
  const beyond = chosen.rows - data.binned
  return (
    <>
      <div className="audit-plot">
        <AuditBars
          title={`Numbers of ${column}`}
          source="audit sequence"
          ranking={ranking}
          bins={bins}
          binCount={counts.length}
          labels={labels}
          edges={edges}
          rows={counts}
          expected={isRunning ? expected : null}
          log={!isRunning}
          xTitle={prefix === '' ? column : `${column}, number after “${prefix}”`}
          summary={`${formatCount(data.binned)} rows${isRunning ? ', the line is one row for every number' : ''}${beyond > 0 ? `; ${formatCount(beyond)} rows beyond a jump are not drawn` : ''}`}
          chip={chip}
          figures={[{ head: 'Missing numbers', cell: (bar) => formatCount(expected[bar]! - present[bar]!) }]}
        />
      </div>
      <div className="audit-lists">
        <PickList
          name="Gaps"
          note={`The longest first${chosen.gaps + chosen.jumps > gaps.length ? `, ${formatCount(gaps.length)} of ${formatCount(chosen.gaps + chosen.jumps)}` : ''}; a button shows the rows on either side.${jumps > 0 ? ' A jump is longer than the series has numbers, and is not counted as missing.' : ''}`}
          heads={['Missing', 'Numbers', '']}
          empty="No number is missing."
          lines={gaps.map(({ from, to, isJump, rowBefore, rowAfter }, i) => {
            const label = from === to ? `${prefix}${plain(from)}` : `${prefix}${plain(from)} – ${plain(to)}`
            return {
              key: from,
              label,
              action: `Show rows on either side of ${label}`,
              cells: [formatCount(to - from + 1), isJump ? 'jump' : ''],
              isPicked: gapRows.picked?.from === i,
              onPick: () =>
                gapRows.pick(
                  { from: i, to: i },
                  () => ({ kind: 'rows', rows: Uint32Array.of(rowBefore, rowAfter).sort() }),
                  `On either side of ${column} ${label}`,
                ),
            }
          })}
        />
        <PickList
          name="Repeated numbers"
          note={
            chosen.repeated > repeated.length
              ? `Those with most rows, ${formatCount(repeated.length)} of ${formatCount(chosen.repeated)}.`
              : 'Numbers that more than one row has; leading zeros do not make a number another one.'
          }
          heads={['Number', 'Rows']}
          empty="No number is repeated."
          lines={repeated.map(({ number, rows }, i) => {
            const label = `${prefix}${plain(number)}`
            return {
              key: number,
              label,
              cells: [formatCount(rows.length)],
              isPicked: repeats.picked?.from === i,
              onPick: () =>
                repeats.pick(
                  { from: i, to: i },
                  () => ({ kind: 'rows', rows: rows.slice() }),
                  `${column} ${label}`,
                ),
            }
          })}
        />
        {seriesCount > 1 && (
          <PickList
            name="Series"
            note={`What stands before the number makes a series; those with most rows${seriesCount > series.length ? `, ${formatCount(series.length)} of ${formatCount(seriesCount)}` : ''}. Choose one to see its gaps.`}
            heads={['Before the number', 'Rows', 'Missing', 'Repeated']}
            empty=""
            lines={series.map((one) => ({
              key: one.prefix,
              label: one.prefix === '' ? '(nothing)' : one.prefix,
              action: `Look at the series ${one.prefix === '' ? 'without a prefix' : one.prefix}`,
              cells: [formatCount(one.rows), formatCount(one.missing), formatCount(one.repeated)],
              isPicked: one.prefix === prefix,
              onPick: () => onPrefix(one.prefix),
            }))}
          />
        )}
      </div>
    </>
  )
}
