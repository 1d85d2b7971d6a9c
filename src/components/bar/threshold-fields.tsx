import { setCut, setCutByScore, setCutByShare } from '../../state/actions/cut.ts'
import { scoreDraft, shareDraft } from '../../state/cut-drafts.ts'
import { useApp } from '../../state/store.ts'
import { NumberField } from '../controls/number-field.tsx'

/** Three more ways to say the same line: by score, by number of rows, by share of rows. */
export function ThresholdFields() {
  const ranking = useApp((state) => state.ranking)
  const cut = useApp((state) => state.cut)
  const ready = ranking !== null
  const score = ranking && scoreDraft(ranking, cut)
  return (
    <div className="threshold-fields">
      <NumberField
        label="Score threshold"
        shortLabel="Score ≥"
        value={score?.text ?? ''}
        step={score?.step ?? 'any'}
        disabled={!ready}
        onCommit={setCutByScore}
      />
      <NumberField
        label="Rows to review"
        live
        value={ready ? String(cut) : ''}
        min={0}
        max={ranking?.order.length ?? 0}
        step={1}
        disabled={!ready}
        onCommit={(value) => setCut(Math.round(value))}
      />
      <NumberField
        label="Share of rows"
        value={ranking ? shareDraft(ranking, cut) : ''}
        min={0}
        max={100}
        step={0.1}
        suffix="%"
        disabled={!ready}
        onCommit={(value) => setCutByShare(value / 100)}
      />
    </div>
  )
}
