import { Button, MultiSelect, NativeSelect, Progress, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { RobustDistancesAnswer } from '../../../analysis/outliers/robust-distances.ts'
import type { Transform } from '../../../analysis/outliers/transform.ts'
import { isRankedBy, rankBy } from '../../../state/rank-by.ts'
import { addFilter, showRows } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount } from '../../plots/format.ts'
import type { TestsProps } from './column-tests.tsx'
import { DistancesPlot } from './distances-plot.tsx'
import { distancesText } from './distances-text.ts'
import { firstTestColumns, testableColumns } from './outlier-settings.ts'
import { QuantilesPlot } from './quantiles-plot.tsx'
import { ScatterTable } from './scatter-table.tsx'
import { TRANSFORM_NAMES } from './test-text.ts'

/** From so many cells on, the distances are worked out only when they are asked for. */
const MANY_CELLS = 1_000_000

const TOGETHER: readonly Transform[] = ['none', 'log', 'log1p', 'asinh']

/** Robust Mahalanobis distances of several columns together. */
export function SeveralColumns({ dataset, ranking, settings, change, view }: TestsProps) {
  const seed = useApp((state) => state.seed)
  const columns = testableColumns(dataset)
  const chosen = settings.columns ?? firstTestColumns(dataset)
  const { support, beyond, together, picture } = settings
  const wanted = `${chosen.join()} ${support} ${together}`
  const [asked, ask] = useState<string | null>(null)
  const ready = chosen.length > 0 && (dataset.rowCount * chosen.length <= MANY_CELLS || asked === wanted)
  const { data, error, loading, progress, cancel, request } = useQuestion(
    'robustDistances',
    ready ? { columns: chosen, alpha: beyond, support, transform: together, seed } : null,
  )
  const answer = data && request?.columns.join() === chosen.join() ? data : null
  const names = new Map(columns.map(({ index, name }) => [index, name]))
  const pictures = (
    <SegmentedControl
      size="xs"
      aria-label="Picture of the distances"
      value={picture}
      onChange={(value) => change({ picture: value === 'quantiles' ? 'quantiles' : 'histogram' })}
      data={[
        { value: 'histogram', label: 'Histogram' },
        { value: 'quantiles', label: 'Chi-squared Q–Q' },
      ]}
    />
  )
  return (
    <div className="outliers__tests">
      <div className="outliers__fields">
        {view}
        <MultiSelect
          label="Columns"
          classNames={{ label: 'field-label', root: 'outliers__columns' }}
          size="xs"
          searchable
          clearable
          value={chosen.map(String)}
          onChange={(values) => change({ columns: values.map(Number) })}
          data={columns.map(({ index, name }) => ({ value: String(index), label: name }))}
        />
        <NativeSelect
          label="Transform"
          classNames={{ label: 'field-label' }}
          title="What values are turned into first, in each column that has a place for all of them; it makes long right tails short"
          value={together}
          onChange={(event) => {
            const chosen = TOGETHER.find((t) => t === event.currentTarget.value)
            if (chosen) change({ together: chosen })
          }}
          data={TOGETHER.map((value) => ({ value, label: TRANSFORM_NAMES[value] }))}
        />
        <NumberField
          label="Share of ordinary rows beyond the limit"
          shortLabel="Beyond the limit"
          value={String(Math.round(beyond * 1e6) / 1e4)}
          min={0.0001}
          max={20}
          step={0.5}
          width={110}
          suffix="%"
          onCommit={(percent) => change({ beyond: percent / 100 })}
        />
        <NumberField
          label="Share of rows in the core"
          shortLabel="Core"
          value={String(Math.round(support * 1e4) / 100)}
          min={50}
          max={100}
          step={5}
          width={84}
          suffix="%"
          title="The share of rows that the first estimate is made from. A half resists the most outliers; more is steadier."
          onCommit={(percent) => change({ support: percent / 100 })}
        />
      </div>
      <p className="outliers__shape">
        Robust Mahalanobis distance: how far a row lies from the bulk of all rows, in standard deviations and
        in whatever direction, so that it finds rows whose values are ordinary one by one but not together.
        Assumes one cloud, bell-shaped in every direction; skewed columns put too many rows beyond the limit
        (transform them first), and so do few rows (below some ten per column).
      </p>
      {chosen.length === 0 && <p className="outliers__none">Choose the columns that belong together.</p>}
      {chosen.length > 0 && !ready && (
        <Button className="outliers__start" variant="filled" onClick={() => ask(wanted)}>
          Work out distances of {formatCount(dataset.rowCount)} rows
        </Button>
      )}
      {ready && loading && (
        <div className="outliers__progress">
          <Progress
            className="outliers__progress-bar"
            value={100 * (progress ?? 0)}
            aria-label="Progress of the robust distances"
          />
          <Button
            onClick={() => {
              cancel()
              ask(null)
            }}
          >
            Cancel
          </Button>
        </div>
      )}
      {error && (
        <p className="outliers__problem" role="alert">
          {error.message}
        </p>
      )}
      {answer && (
        <>
          <div className="outliers__finding">
            <p className="outliers__result">{distancesText(answer, beyond)}</p>
            <Buttons answer={answer} label={labelOf(answer, names)} />
          </div>
          {answer.notes.map((note) => (
            <p key={note} className="outliers__note">
              {note}
            </p>
          ))}
          {ranking && (
            <div className="outliers__plot">
              {picture === 'quantiles' ? (
                <QuantilesPlot ranking={ranking} answer={answer} picture={pictures} />
              ) : (
                <DistancesPlot ranking={ranking} answer={answer} picture={pictures} />
              )}
            </div>
          )}
          <ScatterTable answer={answer} names={names} />
        </>
      )}
    </div>
  )
}

function labelOf({ columns }: RobustDistancesAnswer, names: ReadonlyMap<number, string>): string {
  const shown = columns.slice(0, 2).map(({ column }) => names.get(column))
  const more = columns.length - shown.length
  return `Far out in ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function Buttons({ answer, label }: { readonly answer: RobustDistancesAnswer; readonly label: string }) {
  const { beyond, bins, firstBeyond } = answer
  const ranked = useApp((state) => isRankedBy(state, answer.ranking))
  const working = useApp((state) => state.work !== null)
  return (
    <span className="outliers__buttons">
      <Button
        disabled={beyond === 0}
        onClick={() => {
          addFilter({ kind: 'rows', rows: rowsBeyond(bins, firstBeyond, beyond) }, label)
          showRows()
        }}
      >
        Show {formatCount(beyond)} {beyond === 1 ? 'row' : 'rows'}
      </Button>
      <Button disabled={working || ranked} onClick={() => void rankBy(answer.ranking)}>
        {ranked ? 'Is the ranking' : 'Use as ranking'}
      </Button>
    </span>
  )
}

function rowsBeyond(bins: Uint8Array, firstBeyond: number, count: number): Uint32Array {
  const rows = new Uint32Array(count)
  let k = 0
  for (let row = 0; row < bins.length; row++) if (bins[row]! >= firstBeyond) rows[k++] = row
  return rows.subarray(0, k)
}
