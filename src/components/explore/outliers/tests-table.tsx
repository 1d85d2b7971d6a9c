import { Button } from '@mantine/core'
import type { ColumnTestAnswer, OutlierTestsAnswer } from '../../../analysis/outliers/outlier-tests.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { isRankedBy, rankBy } from '../../../state/rank-by.ts'
import { addFilter, showRows } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import { useFlaggedPerCode } from '../../../state/use-flagged-per-code.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount, formatRows } from '../../plots/format.ts'
import type { ChangeOutlierSettings, OutlierSettings } from './outlier-settings.ts'
import { overlapOf, overlapText } from './overlap.ts'
import { ASSUMPTIONS, limitsText, resultText, SHORT_NAMES, TEST_NAMES } from './test-text.ts'

interface TestsTableProps {
  readonly answer: OutlierTestsAnswer
  readonly column: ColumnSummary
  readonly ranking: Ranking | null
  readonly settings: OutlierSettings
  readonly change: ChangeOutlierSettings
}

/** Every test with its setting, what it says, the rows it finds, and how many of the flagged rows are among them. */
export function TestsTable(props: TestsTableProps) {
  const { answer, ranking } = props
  const flagged = useFlaggedPerCode(ranking, answer.found, 1 << answer.tests.length)
  return (
    <table className="outliers-table" aria-label="Tests side by side">
      <thead>
        <tr>
          <th scope="col">Test</th>
          <th scope="col">Setting</th>
          <th scope="col">Calls outliers what is</th>
          <th scope="col" className="outliers-table__number">
            Rows found
          </th>
          <th scope="col" className="outliers-table__number">
            Flagged now
          </th>
          <th
            scope="col"
            className="outliers-table__number"
            title="Rows that are both found and flagged, as a share of those that are either (Jaccard): 1 means the same rows."
          >
            Overlap
          </th>
          <th scope="col">
            <span className="visually-hidden">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.tests.map((test, t) => (
          <TestRow key={test.id} {...props} test={test} bit={t} flagged={flagged} />
        ))}
      </tbody>
    </table>
  )
}

interface TestRowProps extends TestsTableProps {
  readonly test: ColumnTestAnswer
  readonly bit: number
  /** Flagged rows per pattern of tests that found them. */
  readonly flagged: Uint32Array | null
}

function TestRow({ answer, column, settings, change, test, bit, flagged }: TestRowProps) {
  const found = test.below + test.above + answer.infinite
  const overlap = flagged && overlapOf(flagged, bit, found)
  const choice = { ...test.ranking, needs: [column.name] }
  const ranked = useApp((state) => isRankedBy(state, choice))
  const working = useApp((state) => state.work !== null)
  const name = TEST_NAMES[test.id]
  return (
    <tr>
      <th scope="row" className="outliers-table__test">
        <span className="outliers-table__name">{name}</span>
        <span className="outliers-table__result">{resultText(test, answer, settings)}</span>
        <span className="outliers-table__assumption">{ASSUMPTIONS[test.id]}</span>
      </th>
      <td>
        <Setting test={test} settings={settings} change={change} />
      </td>
      <td className="outliers-table__limits">{limitsText(test, answer)}</td>
      <td className="outliers-table__number">
        <strong>{formatCount(found)}</strong>
        {found > 0 && (
          <span className="outliers-table__sides">
            {formatCount(test.below)} below, {formatCount(test.above)} above
          </span>
        )}
      </td>
      <td className="outliers-table__number">
        {overlap ? (
          <>
            <span className={overlap.both > 0 ? 'plot-flagged-number' : undefined}>
              {formatCount(overlap.both)}
            </span>
            <span className="outliers-table__sides">of {formatCount(overlap.flagged)} flagged</span>
          </>
        ) : (
          '–'
        )}
      </td>
      <td className="outliers-table__number">{overlap ? overlapText(overlap) : '–'}</td>
      <td className="outliers-table__buttons">
        <Button
          disabled={found === 0}
          aria-label={`Show ${formatRows(found)} of ${name}`}
          onClick={() => {
            addFilter(
              { kind: 'rows', rows: rowsOf(answer.found, bit, found) },
              `${column.name}: ${SHORT_NAMES[test.id]}`,
            )
            showRows()
          }}
        >
          Show {formatCount(found)} {found === 1 ? 'row' : 'rows'}
        </Button>
        <Button
          disabled={working || ranked}
          aria-label={ranked ? `${name} is the ranking` : `Use ${name} as ranking`}
          onClick={() => void rankBy(choice)}
        >
          {ranked ? 'Is the ranking' : 'Use as ranking'}
        </Button>
      </td>
    </tr>
  )
}

function rowsOf(found: Uint8Array, bit: number, count: number): Uint32Array {
  const rows = new Uint32Array(count)
  let k = 0
  for (let row = 0; row < found.length; row++) if ((found[row]! >> bit) & 1) rows[k++] = row
  return rows.subarray(0, k)
}

function Setting({
  test,
  settings,
  change,
}: {
  readonly test: ColumnTestAnswer
  readonly settings: OutlierSettings
  readonly change: ChangeOutlierSettings
}) {
  switch (test.id) {
    case 'mean-sd':
      return (
        <NumberField
          label="Standard deviations"
          shortLabel="sd"
          value={String(settings.k)}
          min={0.5}
          max={50}
          step={0.5}
          width={84}
          onCommit={(k) => change({ k })}
        />
      )
    case 'modified-z':
      return (
        <NumberField
          label="Robust standard deviations"
          shortLabel="robust sd"
          value={String(settings.modifiedZ)}
          min={0.5}
          max={50}
          step={0.5}
          width={84}
          onCommit={(modifiedZ) => change({ modifiedZ })}
        />
      )
    case 'iqr':
      return (
        <NumberField
          label="Interquartile ranges"
          shortLabel="IQR"
          value={String(settings.fences)}
          min={0.5}
          max={50}
          step={0.5}
          width={84}
          onCommit={(fences) => change({ fences })}
        />
      )
    case 'grubbs':
      return (
        <NumberField
          label="Chance of a false alarm (α), also of ESD"
          shortLabel="α, also of ESD"
          value={String(settings.alpha)}
          min={0.0001}
          max={0.5}
          step={0.01}
          width={84}
          onCommit={(alpha) => change({ alpha })}
        />
      )
    case 'esd':
      return (
        <NumberField
          label="Most outliers"
          shortLabel="at most"
          value={String(settings.most)}
          min={1}
          max={10_000}
          step={1}
          width={84}
          onCommit={(most) => change({ most: Math.round(most) })}
        />
      )
  }
}
