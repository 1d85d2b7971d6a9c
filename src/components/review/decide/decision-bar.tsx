import { Button } from '@mantine/core'
import { decideAtDesk } from '../../../state/actions/desk.ts'
import { useApp } from '../../../state/store.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { keysStore, useKeys } from '../../keys/keys-store.ts'
import { KeyCaps } from '../../keys/key-caps.tsx'
import { DecisionIcon } from './decision-mark.tsx'
import { DecisionState } from './decision-state.tsx'
import { labelKey } from './label-keys.ts'
import { NoteField } from './note-field.tsx'
import { ReasonSelect } from './reason-select.tsx'
import { ReviewerField } from './reviewer-field.tsx'
import { UndoButtons } from './undo-buttons.tsx'
import './decision-bar.css'

/** What is decided about the selected row, by whom, and everything to decide it with. */
export function DecisionBar() {
  const row = useApp((state) => state.selectedRow)
  const decision = useApp((state) => (row === null ? undefined : state.review.decided.decisions.get(row)))
  const singleKeys = useKeys((state) => state.singleKeys)
  if (row === null) return null
  return (
    <section className="decision-bar" aria-label="Decision">
      <div className="decision-labels" role="group" aria-label="Label">
        {DECIDE_LABELS.map((label) => {
          const pressed = decision?.label === label
          return (
            <Button
              key={label}
              className="decision-label"
              data-label={label}
              aria-pressed={pressed}
              {...(singleKeys && { 'aria-keyshortcuts': labelKey(label) })}
              title={pressed ? `Take the label away` : undefined}
              onClick={(event) => {
                // Enter and Space on the button are keys too: after a click the pointer stays where it is.
                const byKey = event.detail === 0
                const goOn = byKey && !pressed && keysStore.getState().goOn
                decideAtDesk([row], { label: pressed ? null : label }, goOn)
              }}
            >
              <DecisionIcon label={label} size={14} />
              {LABEL_WORDS[label]}
              {singleKeys && (
                <span className="decision-key" aria-hidden="true">
                  <KeyCaps keys={labelKey(label)} />
                </span>
              )}
            </Button>
          )
        })}
      </div>
      <div className="decision-more">
        <ReasonSelect
          value={decision?.reason ?? null}
          onChange={(reason) => decideAtDesk([row], { reason }, false)}
        />
        <UndoButtons />
      </div>
      <NoteField key={row} row={row} note={decision?.note ?? ''} />
      <div className="decision-who">
        <DecisionState decision={decision} />
        <ReviewerField />
      </div>
    </section>
  )
}
