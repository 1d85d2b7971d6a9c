import { useMemo, useState } from 'react'
import { UnstyledButton, useComputedColorScheme } from '@mantine/core'
import { openColumn } from '../../state/explore.ts'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { useQuestion } from '../../state/use-question.ts'
import type { AnswerOf, DatasetSummary } from '../../workers/engine.api.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { formatCount } from '../plots/format.ts'
import { PlotFrame } from '../plots/plot-frame.tsx'
import { PlotProblem } from '../plots/plot-placeholder.tsx'
import { signColour } from './colour-scale.ts'
import { coefficientText, intervalText, rangeText } from './readings.ts'

type Drivers = AnswerOf<'scoreDrivers'>
type Driver = Drivers['drivers'][number]

const FIRST = 30

/** Every column's association with the anomaly score, the strongest first. */
export function ScoreDriversPanel({ dataset }: { readonly dataset: DatasetSummary }) {
  const ranked = useApp((state) => state.ranking !== null)
  const request = useMemo(() => ({ columns: dataset.columns.map((c) => c.index) }), [dataset])
  const { data, error, approximate } = useQuestion('scoreDrivers', ranked ? request : null, {
    quick: true,
    scores: true,
  })
  const unused = useUnused()
  const anyUnused = data?.drivers.some(({ column }) => unused.has(column)) === true
  return (
    <PlotFrame
      title="What goes with the score"
      summary={ranked ? (data ? summarise(data, dataset, approximate) : '\u00a0') : 'There is no ranking yet'}
      {...(data && { table: () => <DriverTable drivers={data.drivers} dataset={dataset} /> })}
    >
      <div className="drivers">
        {data && <DriverList drivers={data.drivers} dataset={dataset} />}
        {error && <PlotProblem error={error} />}
        {data && data.drivers.length > 0 && (
          <p className="drivers-note">
            Spearman’s ρ with the score; for categories η, of the score’s ranks (the fine line: what chance
            gives). This is association over all rows, not the detector’s own reasons.
            {anyUnused && ' The detector does not look at the columns in grey.'}
          </p>
        )}
      </div>
    </PlotFrame>
  )
}

function summarise({ drivers }: Drivers, dataset: DatasetSummary, approximate: boolean): string {
  const [first] = drivers
  if (!first) return 'No column can be compared with the score'
  if (first.value !== first.value) return 'No column varies together with the score'
  const name = dataset.columns[first.column]?.name ?? ''
  const from = approximate ? ' (estimated from a sample of the rows)' : ''
  return `${formatNumberOf(drivers.length, 'column')}; strongest: ${name} ${symbolOf(first)} ${coefficientText(first.value)}${from}`
}

interface ListProps {
  readonly drivers: readonly Driver[]
  readonly dataset: DatasetSummary
}

function DriverList({ drivers, dataset }: ListProps) {
  const [all, setAll] = useState(false)
  const scheme = useComputedColorScheme('light')
  const unused = useUnused()
  const reach = reachOf(drivers)
  const shown = all ? drivers : drivers.slice(0, FIRST)
  return (
    <>
      <div className="driver drivers-scale" aria-hidden="true">
        <span />
        <span>
          <span>−{reach}</span>
          <span>0</span>
          <span>{reach}</span>
        </span>
      </div>
      <ul className="drivers-list" aria-label="Columns by their association with the score">
        {shown.map((driver) => {
          const { column, value, chance } = driver
          const name = dataset.columns[column]?.name ?? ''
          const size = value === value ? Math.abs(value) : 0
          return (
            <li key={column}>
              <button
                type="button"
                className="driver"
                title={told(driver, name, unused.has(column))}
                aria-label={told(driver, name, unused.has(column))}
                onClick={() => openColumn(column)}
              >
                <span className="driver-name" data-unused={unused.has(column) || undefined}>
                  {name}
                </span>
                <span className="driver-bar" aria-hidden="true">
                  <span
                    style={{
                      [value < 0 ? 'right' : 'left']: '50%',
                      width: `${(50 * size) / reach}%`,
                      background: signColour(scheme, value),
                    }}
                  />
                  {chance === chance && (
                    <i style={{ left: `${50 + (50 * Math.min(chance, reach)) / reach}%` }} />
                  )}
                </span>
                <span className="driver-value">
                  <span className="pair-symbol">{symbolOf(driver)}</span> {coefficientText(value)}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {drivers.length > FIRST && (
        <UnstyledButton className="plot-toggle drivers-more" onClick={() => setAll(!all)}>
          {all ? `Show the first ${FIRST}` : `Show all ${formatCount(drivers.length)}`}
        </UnstyledButton>
      )}
    </>
  )
}

function DriverTable({ drivers, dataset }: ListProps) {
  return (
    <table className="plot-table" aria-label="What goes with the score data">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Coefficient</th>
          <th scope="col">95 % interval</th>
          <th scope="col">Rows</th>
        </tr>
      </thead>
      <tbody>
        {drivers.map((driver) => (
          <tr key={driver.column}>
            <th scope="row">{dataset.columns[driver.column]?.name}</th>
            <td>
              {symbolOf(driver)} {coefficientText(driver.value, 3)}
            </td>
            <td>{driver.low === driver.low ? rangeText(driver.low, driver.high) : '–'}</td>
            <td>{formatCount(driver.rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Columns that the detector does not look at. */
function useUnused(): ReadonlySet<number> {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  return useMemo(
    () =>
      new Set(
        featureChoices({ dataset, ranking, features }).flatMap(({ used, column }) => (used ? [] : [column])),
      ),
    [dataset, ranking, features],
  )
}

/** Where the bars end: small figures can still be told apart. */
function reachOf([first]: readonly Driver[]): number {
  const most = first && first.value === first.value ? Math.abs(first.value) : 1
  return [0.1, 0.25, 0.5].find((reach) => most <= reach) ?? 1
}

const symbolOf = ({ method }: Driver): string => (method === 'spearman' ? 'ρ' : 'η')

function told(driver: Driver, name: string, unused: boolean): string {
  const interval = intervalText(driver)
  const figure =
    driver.value === driver.value
      ? `${symbolOf(driver)} ${coefficientText(driver.value, 3)}${interval ? `, ${interval}` : ''}`
      : 'no figure: the column or the score does not vary'
  const not = unused ? '; the detector does not look at it' : ''
  return `${name}: ${figure}, n = ${formatCount(driver.rows)}${not}`
}
