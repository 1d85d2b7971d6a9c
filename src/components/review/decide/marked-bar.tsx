import { useEffect, useRef } from 'react'
import { Button, CloseButton, TextInput } from '@mantine/core'
import { decideMarked } from '../../../state/actions/desk.ts'
import { clearMarks, markAll, setDraft } from '../../../state/actions/marking.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { presentMarks, presentRows } from '../../../state/present-queue.ts'
import { useApp } from '../../../state/store.ts'
import { KeyCaps } from '../../keys/key-caps.tsx'
import { useKeys } from '../../keys/keys-store.ts'
import { formatCount, formatRows } from '../../plots/format.ts'
import { DecisionIcon } from './decision-mark.tsx'
import { endNote, useDesk } from './desk-store.ts'
import { labelKey } from './label-keys.ts'
import { ReasonSelect } from './reason-select.tsx'

/** Marked rows are decided together: label, reason and note as one step of undo. */
export function MarkedBar() {
  const marks = useApp((state) => presentMarks(state).length)
  const marked = useApp((state) => state.queue.marked.size)
  const listed = useApp((state) => presentRows(state).length)
  const draft = useApp((state) => state.queue.draft)
  const singleKeys = useKeys((state) => state.singleKeys)
  if (marked === 0) return null
  const drafted = draft.reason !== null || draft.note.trim() !== ''
  return (
    <section className="marked-bar" aria-label="Marked rows">
      <span className="marked-count">
        {formatRows(marks)} marked
        {marks < marked && <span className="grid-note"> {formatCount(marked - marks)} more not listed</span>}
      </span>
      {marks < listed && (
        <Button size="compact-xs" variant="subtle" onClick={markAll}>
          Mark all {formatCount(listed)}
        </Button>
      )}
      <ReasonSelect
        label="Reason of the marked rows"
        value={draft.reason}
        onChange={(reason) => setDraft({ reason })}
      />
      <MarkedNote note={draft.note} />
      <span className="marked-labels" role="group" aria-label="Decide the marked rows">
        {DECIDE_LABELS.map((label) => (
          <Button
            key={label}
            className="decision-label"
            disabled={marks === 0}
            onClick={() => decideMarked({ label }, false)}
          >
            <DecisionIcon label={label} size={14} />
            {LABEL_WORDS[label]}
            {singleKeys && (
              <span className="decision-key" aria-hidden="true">
                <KeyCaps keys={labelKey(label)} />
              </span>
            )}
          </Button>
        ))}
        <Button
          className="decision-label"
          disabled={marks === 0}
          title={drafted ? 'The reason and the note, and no label' : 'Take their labels away'}
          onClick={() => decideMarked(drafted ? {} : { label: null }, false)}
        >
          {drafted ? 'No label' : 'Clear label'}
        </Button>
      </span>
      <CloseButton
        size="sm"
        aria-label="Take all marks away"
        title="Take all marks away (Esc)"
        onClick={clearMarks}
      />
    </section>
  )
}

function MarkedNote({ note }: { readonly note: string }) {
  const field = useRef<HTMLInputElement>(null)
  const asked = useDesk((state) => state.noting)
  useEffect(() => {
    if (!asked) return
    field.current?.focus()
    endNote()
  }, [asked])
  return (
    <TextInput
      ref={field}
      size="xs"
      className="marked-note"
      aria-label="Note on the marked rows"
      placeholder="Note"
      value={note}
      onChange={(event) => setDraft({ note: event.currentTarget.value })}
      onKeyDown={(event) => {
        // Back to the keys: the next one may be a label.
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        focusQueue()
      }}
    />
  )
}

function focusQueue(): void {
  document.querySelector<HTMLElement>('[role=grid][aria-label="Flagged rows"]')?.focus()
}
