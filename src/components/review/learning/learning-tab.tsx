import { useMemo } from 'react'
import { Switch } from '@mantine/core'
import { setLearning } from '../../../state/learning.ts'
import { movesOf, originsOf } from '../../../state/learned-moves.ts'
import { useApp } from '../../../state/store.ts'
import type { ReviewTabProps } from '../review-tab-props.ts'
import { learnedWords, methodWords, originWords } from './learned-words.ts'
import { MovesTable } from './moves-table.tsx'
import { OriginsBar } from './origins-bar.tsx'
import './learning.css'

/** How far down both orders are compared, and rows of the next page. */
const TOP = 200
/** Rows listed in each direction. */
const LISTED = 12

/** What decisions did to the order: before and after, and why. */
export default function LearningTab({ dataset, ranking }: ReviewTabProps) {
  const on = useApp((state) => state.learning.on)
  const own = useApp((state) => state.learning.own)
  const next = useApp((state) => state.learning.next)
  const problem = useApp((state) => state.learning.problem)
  const decisions = useApp((state) => state.review.decided.decisions)
  const blind = useApp((state) => state.queue.blind)
  const { learned } = ranking
  const shown = useMemo(() => {
    if (learned === undefined || own === null) return null
    const isDecided = (row: number) => (decisions.get(row)?.label ?? null) !== null
    return {
      ...movesOf(own, ranking, isDecided, TOP, LISTED),
      origins: originsOf(own, next ?? ranking.order, isDecided, TOP),
    }
  }, [learned, own, ranking, next, decisions])

  return (
    <section className="learning" aria-label="Learning">
      <header className="learning-head">
        <Switch
          size="sm"
          checked={on}
          onChange={(event) => setLearning(event.currentTarget.checked)}
          label="Decisions change the order"
        />
        <p role="status" className="learning-summary">
          {problem ?? (learned ? learnedWords(learned) : emptyWords(on, decisions.size))}
        </p>
      </header>
      {shown && learned && (
        <>
          <p className="learning-method">
            {methodWords(learned)} A decided row keeps at least the place that the detector gave it. As many
            rows are flagged as before.
          </p>
          <OriginsBar origins={shown.origins} words={originWords(shown.origins)} />
          {blind ? (
            <p className="learning-method">
              Which rows moved is hidden while random checks are reviewed blind: it would tell their ranks.
            </p>
          ) : (
            <div className="learning-moves">
              <MovesTable title="Moved up most" moves={shown.climbs} dataset={dataset} ranking={ranking} />
              <MovesTable title="Moved down most" moves={shown.falls} dataset={dataset} ranking={ranking} />
            </div>
          )}
        </>
      )}
    </section>
  )
}

function emptyWords(on: boolean, decisions: number): string {
  if (!on) return 'Off: rows are in the detector’s own order, whatever was decided.'
  return decisions === 0
    ? 'Nothing is decided yet. Say of a row that it is an anomaly or a false alarm, and rows like it move.'
    : 'Nothing to learn from yet: rows decided as unsure, and notes alone, teach nothing.'
}
