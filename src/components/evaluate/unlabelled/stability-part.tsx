import { Button } from '@mantine/core'
import { selectRow, setScreen } from '../../../state/actions/view.ts'
import { FEWEST_SEEDS, measureStability, MOST_SEEDS } from '../../../state/compare-seeds.ts'
import { useStability, type StabilityReading } from '../../../state/compare-stability.ts'
import { addFilter, showRows } from '../../../state/selection.ts'
import { rankOf } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { correlationText, timesText } from '../compare/compare-text.ts'
import type { EvaluateProps } from '../section-props.ts'
import { SeedBars, SeedTable } from './seed-bars.tsx'

/** Whether another seed would flag the same rows. */
export function StabilityPart({ dataset, ranking }: EvaluateProps) {
  const info = useApp((state) => state.catalog.find((entry) => entry.info.id === ranking.detector)?.info)
  const working = useApp((state) => state.work !== null)
  const runs = useApp((state) => state.compare.seedRuns)
  const [seeds, setSeeds] = useKept(dataset, 'seeds', 20)
  const reading = useStability()
  if (!info) return null
  const { fit, score, rank } = ranking.timingsMs
  return (
    <section className="unlabelled__part" aria-label="Stability over seeds">
      <h3>Would another seed flag the same rows?</h3>
      {info.seeded ? (
        <>
          <p className="compare__note">
            {info.name} draws at random, so which rows it flags depends a little on the seed. A row that is
            flagged with nearly every seed is there for its values, not by chance.
            {info.seedOnlySearches === true &&
              ' Here the seed only says where a search begins, so that most seeds end alike.'}
          </p>
          <div className="unlabelled__controls">
            <NumberField
              label="Seeds"
              value={String(seeds)}
              min={FEWEST_SEEDS}
              max={MOST_SEEDS}
              step={1}
              width={90}
              onCommit={(value) => setSeeds(Math.round(value))}
            />
            <Button disabled={working} onClick={() => void measureStability(seeds)}>
              Run {formatCount(seeds - 1)} more seeds
            </Button>
            <span className="compare__note">{timesText(fit + score + rank, seeds - 1)}</span>
          </div>
          {reading && runs && <Reading reading={reading} ranking={ranking} wanted={runs.wanted} />}
        </>
      ) : (
        <p className="compare__note">
          {info.name} draws nothing at random: every seed gives the same ranking, and the same rows are
          flagged.
        </p>
      )}
    </section>
  )
}

interface ReadingProps {
  readonly reading: StabilityReading
  readonly ranking: Ranking
  readonly wanted: number
}

function Reading({ reading, ranking, wanted }: ReadingProps) {
  const cut = useApp((state) => state.cut)
  const { seeds, inAll, inHalfOrFewer, meanShare, jaccard, rowsBySeeds } = reading
  if (reading.cut === 0) return <p className="compare__note">Nothing is flagged at this cut.</p>
  const summary = `${formatCount(inAll)} of ${formatRows(reading.cut)} are flagged in all ${seeds} seeds, ${formatCount(inHalfOrFewer)} in half of them or fewer`
  return (
    <>
      <p className="compare__note" role="status">
        A flagged row is flagged in {formatPercent(meanShare)} of the {seeds} seeds on average. Two seeds
        share {correlationText(jaccard)} of the rows that either flags (mean Jaccard overlap).
        {seeds < wanted && ` Stopped after ${seeds} of ${wanted} seeds.`}
        {cut > reading.reach &&
          ` Told for the first ${formatRows(reading.reach)}: run it again to reach ${formatRows(cut)}.`}
      </p>
      <div className="stability">
        <div className="stability__plot">
          <PlotFrame
            title="Flagged rows by number of seeds"
            summary={summary}
            table={() => <SeedTable rowsBySeeds={rowsBySeeds} />}
          >
            <SeedBars rowsBySeeds={rowsBySeeds} />
          </PlotFrame>
        </div>
        {inAll < reading.cut && <LeastStable reading={reading} ranking={ranking} />}
      </div>
    </>
  )
}

/** Rows listed. */
const SHOWN = 8

function LeastStable({
  reading,
  ranking,
}: {
  readonly reading: StabilityReading
  readonly ranking: Ranking
}) {
  const { seeds, inHalfOrFewer } = reading
  const ranks = rankOf(ranking)
  return (
    <div className="stability__rows">
      <table className="reason-rows" aria-label="Least stable flagged rows">
        <thead>
          <tr>
            <th scope="col">Least stable</th>
            <th scope="col" className="compare-table__number">
              Rank
            </th>
            <th scope="col">Flagged in</th>
          </tr>
        </thead>
        <tbody>
          {Array.from(reading.leastStable(SHOWN), (row) => (
            <tr key={row}>
              <th scope="row">
                <button
                  type="button"
                  className="text-button"
                  title="Open it in Review"
                  onClick={() => {
                    selectRow(row)
                    setScreen('review')
                  }}
                >
                  Row {formatCount(row + 1)}
                </button>
              </th>
              <td className="compare-table__number">{formatCount((ranks[row] ?? 0) + 1)}</td>
              <td>
                {reading.seedsThatFlag(row)} of {seeds} seeds
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        disabled={inHalfOrFewer === 0}
        onClick={() => {
          const rows = reading.leastStable(inHalfOrFewer).slice()
          addFilter({ kind: 'rows', rows }, 'Flagged in half of the seeds or fewer')
          showRows()
        }}
      >
        Show {formatRows(inHalfOrFewer)} flagged in half of the seeds or fewer
      </Button>
    </div>
  )
}
