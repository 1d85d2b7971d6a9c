import { Button } from '@mantine/core'
import { plantAnomalies, planFor } from '../../../state/compare-planted.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount } from '../../plots/format.ts'
import { timesText } from '../compare/compare-text.ts'
import type { EvaluateProps } from '../section-props.ts'
import { PlantedResults } from './planted-results.tsx'

/** Most rows of each kind, and most rounds, that may be asked for. */
const MOST_PER_KIND = 200
const MOST_ROUNDS = 20

/** Whether anomalies that were made up and put among the rows are found. */
export function PlantedPart({ dataset, ranking }: EvaluateProps) {
  const working = useApp((state) => state.work !== null)
  const planted = useApp((state) => state.compare.planted)
  const plan = planFor(dataset.rowCount)
  const [perKind, setPerKind] = useKept(dataset, 'planted per kind', plan.perKind)
  const [rounds, setRounds] = useKept(dataset, 'planted rounds', plan.rounds)
  const { fit, score, rank } = ranking.timingsMs
  return (
    <section className="unlabelled__part" aria-label="Planted anomalies">
      <h3>Are planted anomalies found?</h3>
      <p className="compare__note">
        Rows of four kinds are made up from your own, put among them, and everything is fitted and scored
        again by the current detector. What is found says which kinds of anomalies it can see in data like
        yours; what your own anomalies are like it does not say. Your rows are not changed.
      </p>
      <div className="unlabelled__controls">
        <NumberField
          label="Planted of each kind"
          value={String(perKind)}
          min={1}
          max={Math.min(MOST_PER_KIND, Math.max(1, dataset.rowCount))}
          step={1}
          width={132}
          onCommit={(value) => setPerKind(Math.round(value))}
        />
        <NumberField
          label="Rounds"
          value={String(rounds)}
          min={1}
          max={MOST_ROUNDS}
          step={1}
          width={90}
          title="Each round plants other rows and runs the detector anew."
          onCommit={(value) => setRounds(Math.round(value))}
        />
        <Button disabled={working} onClick={() => void plantAnomalies(perKind, rounds)}>
          Plant and run {rounds === 1 ? 'once' : `${formatCount(rounds)} times`}
        </Button>
        <span className="compare__note">{timesText(fit + score + rank, rounds)}</span>
      </div>
      {planted.length > 0 && <PlantedResults dataset={dataset} ranking={ranking} planted={planted} />}
    </section>
  )
}
