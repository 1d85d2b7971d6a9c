import { Button, Switch } from '@mantine/core'
import type { ShareEstimate } from '../../../analysis/evaluate/decided-quality.ts'
import { blindChecks } from '../../../state/blind.ts'
import { drawChecks, setBlind } from '../../../state/checks.ts'
import { useApp } from '../../../state/store.ts'
import type { WorkQuality } from '../../../state/work-quality.ts'
import {
  blindWords,
  checksWords,
  decidedWords,
  missedWords,
  precisionCaveat,
  precisionWords,
  recallWords,
  shareWords,
  sightWords,
  standingWords,
} from './precision-words.ts'

/** Precision, what is missed, and recall: each with its interval and what it rests on. */
export function PrecisionPanel({ quality }: { readonly quality: WorkQuality }) {
  const { flagged, missed, recall } = quality
  const caveat = precisionCaveat(quality)
  const standing = missed && standingWords(missed)
  const sight = missed && sightWords(missed)
  return (
    <div className="precision-panel">
      <section aria-label="Precision">
        <Figure name="Precision at the line" share={flagged.share} />
        <p>{decidedWords(flagged)}</p>
        <p>{precisionWords(quality)}</p>
        {caveat && <p className="precision-soft">{caveat}</p>}
      </section>
      <section aria-label="Missed">
        <Figure name="Anomalies below the line" share={missed?.estimate.share ?? null} />
        {missed ? (
          <>
            <p>{checksWords(missed)}</p>
            <p>{missedWords(missed)}</p>
            {sight && <p>{sight}</p>}
            {standing && <p className="precision-soft">{standing}</p>}
          </>
        ) : (
          <p>
            What is missed cannot be told from flagged rows. Put some random rows from below the line into the
            queue and decide them too: the draw is written to the decision log first, so it can be checked.
          </p>
        )}
        <div className="precision-draw" role="group" aria-label="Add random checks to the queue">
          <span>{missed ? 'Add more' : 'Add'}</span>
          {[20, 50, 100].map((count) => (
            <Button
              key={count}
              size="compact-xs"
              aria-label={`Add ${count} random checks`}
              onClick={() => drawChecks(count)}
            >
              {count}
            </Button>
          ))}
          <span>random rows</span>
        </div>
        <BlindSwitch />
      </section>
      {recall && (
        <section aria-label="Recall">
          <Figure name="Recall at the line" share={recall} />
          <p>{recallWords(recall)}</p>
        </section>
      )}
    </div>
  )
}

/** Whether checks are decided without knowing what they are. */
function BlindSwitch() {
  const blind = useApp((state) => state.review.blind)
  const undecided = useApp((state) => (state.queue.blind ? blindChecks(state.review).length : 0))
  return (
    <Switch
      className="precision-blind"
      size="xs"
      label="Review checks blind"
      description={blindWords(undecided)}
      checked={blind}
      onChange={(event) => setBlind(event.currentTarget.checked)}
    />
  )
}

/** A share with its interval as a bar: the line is the estimate, the band the interval. */
function Figure({ name, share }: { readonly name: string; readonly share: ShareEstimate | null }) {
  return (
    <div className="precision-figure">
      <h4>{name}</h4>
      <strong>{share ? shareWords(share) : '–'}</strong>
      {share && (
        <span className="precision-bar" aria-hidden="true">
          <span style={{ left: `${share.low * 100}%`, width: `${(share.high - share.low) * 100}%` }} />
          <i style={{ left: `${share.value * 100}%` }} />
        </span>
      )}
    </div>
  )
}
