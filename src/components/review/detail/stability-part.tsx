import { Button } from '@mantine/core'
import { measureStability } from '../../../state/compare-seeds.ts'
import { useRowStability } from '../../../state/compare-stability.ts'
import { useApp } from '../../../state/store.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'

const SEEDS = 10

/** Whether other seeds flag the row too. */
export default function StabilityPart({
  row,
  ranking,
}: {
  readonly row: number | null
  readonly ranking: Ranking
}) {
  const info = useApp((state) => state.catalog.find((entry) => entry.info.id === ranking.detector)?.info)
  const working = useApp((state) => state.work !== null)
  const stability = useRowStability(row)
  if (!info) return null
  if (!info.seeded) {
    return (
      <p className="detail-note">
        {info.name} draws nothing at random: every seed gives the same scores, and flags this row alike.
      </p>
    )
  }
  return (
    <>
      {stability !== null ? (
        <p className="detail-finding">
          Flagged in {formatCount(stability.flaggedIn)} of {formatCount(stability.seeds)} seeds{' '}
          <span className="detail-faint">({formatPercent(stability.flaggedIn / stability.seeds)})</span>
        </p>
      ) : (
        <p className="detail-note">
          {info.name} draws at random. A row that nearly every seed flags is there for its values, not by
          chance.
        </p>
      )}
      <div className="detail-controls">
        <Button
          size="compact-xs"
          variant="default"
          disabled={working}
          onClick={() => void measureStability(SEEDS)}
        >
          {stability === null ? `Run ${formatCount(SEEDS - 1)} more seeds` : 'Run the seeds again'}
        </Button>
      </div>
      <p className="detail-note">
        Each seed ranks all rows anew and flags as many of them as are flagged now.
        {info.seedOnlySearches === true &&
          ' Here the seed only says where a search begins, so that most end alike.'}
        {info.seedOnlySamples === true &&
          ' Here the seed only draws the sample that a large table is fitted on.'}
      </p>
    </>
  )
}
