import { useMemo, useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { rankOf } from '../../../state/selectors.ts'
import { selectRow } from '../../../state/actions/view.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { EntityTable } from './entity-table.tsx'
import { EntityTimeline, type EntityPoint } from './entity-timeline.tsx'
import { Waiting } from './section.tsx'

/** Rows that are shown of an entity, those nearest in time. */
const MOST = 400

/** The other rows of the same customer, account or card along time. */
export default function EntityPart({
  row,
  ranking,
  dataset,
}: {
  readonly row: number | null
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
}) {
  const entities = dataset.columns.filter(({ role }) => role === 'entity')
  const { data: peers } = useQuestion('peerColumns', {})
  const offered =
    peers ?? entities.map(({ index, name }) => ({ column: index, name, kind: 'entity' as const }))
  const [chosen, setChosen] = useKept<number | null>(dataset, 'entity', null)
  const first = offered.find(({ kind }) => kind === 'entity')
  const column = offered.find((one) => one.column === chosen) ?? first ?? null
  const [value, setValue] = useKept<number | null>(dataset, 'entity values', null)
  const numbers = dataset.columns.filter(
    ({ type, role }) => type === 'number' && (role === 'feature' || role === 'amount'),
  )
  const values =
    numbers.find(({ index }) => index === value)?.index ?? dataset.amountColumn ?? numbers[0]?.index ?? null
  const request =
    row === null || column === null
      ? null
      : { row, column: column.column, time: dataset.timeColumn, values, most: MOST }
  const { data, loading, error } = useQuestion('entityRows', request)
  if (column === null) {
    return (
      <p className="detail-note">
        {offered.length === 0
          ? 'No column of this file says whose rows these are. Give one the role entity on the Overview, such as a customer, an account or a card.'
          : 'No column has the role entity (customer, account, card). Rows of the same category can be shown instead: '}
        {offered.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label="Same value in"
            value=""
            onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
            data={[
              { value: '', label: 'Choose a column' },
              ...offered.map((one) => ({ value: String(one.column), label: `Same ${one.name}` })),
            ]}
          />
        )}
      </p>
    )
  }
  const valueColumn = values === null ? null : (dataset.columns[values] ?? null)
  return (
    <Waiting busy={loading || row === null} error={error?.message ?? null} lines={6}>
      {data === null && !loading && row !== null ? (
        <p className="detail-note">This row has no value in {column.name}.</p>
      ) : (
        data && (
          <EntityPlot
            rows={data}
            name={column.name}
            ranking={ranking}
            dataset={dataset}
            valueColumn={valueColumn}
            controls={
              <>
                {offered.length > 1 && (
                  <NativeSelect
                    size="xs"
                    aria-label="Same value in"
                    value={String(column.column)}
                    onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
                    data={offered.map((one) => ({ value: String(one.column), label: `Same ${one.name}` }))}
                  />
                )}
                {numbers.length > 1 && (
                  <NativeSelect
                    size="xs"
                    aria-label="Height of the points"
                    value={String(values)}
                    onChange={({ currentTarget }) => setValue(Number(currentTarget.value))}
                    data={numbers.map(({ index, name }) => ({ value: String(index), label: name }))}
                  />
                )}
              </>
            }
          />
        )
      )}
    </Waiting>
  )
}

type Rows = NonNullable<ReturnType<typeof useQuestion<'entityRows'>>['data']>

function EntityPlot({
  rows: found,
  name,
  ranking,
  dataset,
  valueColumn,
  controls,
}: {
  readonly rows: Rows
  readonly name: string
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
  readonly valueColumn: DatasetSummary['columns'][number] | null
  readonly controls: React.ReactNode
}) {
  const cut = useApp((state) => state.cut)
  const decisions = useApp((state) => state.review.decided.decisions)
  const blind = useApp((state) => state.queue.blind)
  const [active, setActive] = useState<number | null>(null)
  const points = useMemo((): EntityPoint[] => {
    const rank = rankOf(ranking)
    return Array.from(found.rows, (row, i) => {
      const label = decisions.get(row)?.label ?? null
      const hidden = blind && label === null
      return {
        row,
        time: found.times?.[i] ?? null,
        value: found.values?.[i] ?? null,
        rank: hidden ? null : (rank[row] ?? 0),
        flagged: !hidden && (rank[row] ?? Infinity) < cut,
        label,
      }
    })
  }, [found, ranking, cut, decisions, blind])
  const flagged = points.filter((point) => point.flagged).length
  const decided = points.filter((point) => point.label !== null).length
  const whole = found.total === found.rows.length
  const summary = `${whole ? '' : `The ${formatCount(found.rows.length)} nearest in time of `}${formatCount(found.total)} ${
    found.total === 1 ? 'row' : 'rows'
  } of ${name} ${String(found.value ?? '')}${
    blind ? '' : `; ${formatCount(flagged)} flagged`
  }${blind ? '; ' : ', '}${formatCount(decided)} decided`
  const time = dataset.timeColumn === null ? null : (dataset.columns[dataset.timeColumn] ?? null)
  return (
    <div className="detail-entity">
      <PlotFrame
        title="Rows of the same entity"
        controls={controls}
        summary={summary}
        table={() => (
          <EntityTable
            points={points}
            selected={found.row}
            time={time}
            value={valueColumn}
            onPick={selectRow}
          />
        )}
      >
        <EntityTimeline
          points={points}
          selected={found.row}
          time={time}
          value={valueColumn}
          active={active}
          onActive={setActive}
          onPick={selectRow}
        />
      </PlotFrame>
    </div>
  )
}
