import type { Decision } from '../../../analysis/decisions/decision.ts'
import { LABEL_WORDS } from '../../../state/decision-words.ts'
import { formatMoment } from './moment.ts'

/** What the row's decision is now, who made it and when. */
export function DecisionState({ decision }: { readonly decision: Decision | undefined }) {
  return (
    <p className="decision-state">
      {decision === undefined ? (
        'Not decided yet.'
      ) : (
        <>
          <strong>{decision.label === null ? 'No label yet' : LABEL_WORDS[decision.label]}</strong>
          {decision.blind && (
            <span title="Score, rank and reasons were hidden when the label was given"> · blind</span>
          )}
          {' · '}
          {decision.reviewer === '' ? 'no name' : decision.reviewer}
          {' · '}
          <time dateTime={new Date(decision.at).toISOString()}>{formatMoment(decision.at)}</time>
        </>
      )}
    </p>
  )
}
