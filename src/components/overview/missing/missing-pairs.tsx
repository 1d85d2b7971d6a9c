import type { MissingAnswer } from '../../../analysis/missing/missing-values.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount, formatNumber, formatRows } from '../../plots/format.ts'
import { timesExpected } from './missing-text.ts'
import { showMissing } from './show-missing.ts'

interface MissingPairsProps {
  readonly dataset: DatasetSummary
  readonly answer: MissingAnswer
}

/** Pairs of columns that have no value in the same rows, the clearest first. */
export function MissingPairs({ dataset, answer }: MissingPairsProps) {
  const { pairs, pairCount } = answer
  return (
    <div className="missing-pairs">
      <ul aria-label="Columns that are missing together">
        {pairs.map(({ a, b, both, expected, either }) => {
          const [first, second] = [dataset.columns[a], dataset.columns[b]]
          if (!first || !second) return null
          const always = both === either
          return (
            <li key={`${a} ${b}`}>
              <button
                type="button"
                aria-label={`Show the ${formatRows(both)} without ${first.name} and ${second.name}`}
                title={`By chance ${formatNumber(expected, 3)} rows would have neither; ${formatRows(either)} lack one or both. Show the ${formatRows(both)}.`}
                onClick={() => showMissing([first, second])}
              >
                <span className="missing-pairs__names">
                  {first.name} <span className="missing-pairs__and">and</span> {second.name}
                </span>
                <span className="missing-pairs__often">
                  {always ? 'always together' : timesExpected(both, expected)}
                </span>
                <span className="missing-strip__count">{formatRows(both)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {pairCount > pairs.length && (
        <p className="missing-pairs__more">
          The {formatCount(pairs.length)} clearest of {formatCount(pairCount)} pairs.
        </p>
      )}
    </div>
  )
}
