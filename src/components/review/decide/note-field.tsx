import { useRef } from 'react'
import { UnstyledButton } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { decideAtDesk } from '../../../state/actions/desk.ts'
import { presentMarks } from '../../../state/present-queue.ts'
import { useApp } from '../../../state/store.ts'
import { KeyCaps } from '../../keys/key-caps.tsx'
import { useKeys } from '../../keys/keys-store.ts'
import { askForNote, endNote, useDesk } from './desk-store.ts'
import { NoteEditor } from './note-editor.tsx'

/** The note on a row: a line to click or `n`, then a field. */
export function NoteField({ row, note }: { readonly row: number; readonly note: string }) {
  // With marks the note is that of the marked rows, in their bar.
  const asked = useDesk((state) => state.noting)
  const marks = useApp((state) => presentMarks(state).length)
  const singleKeys = useKeys((state) => state.singleKeys)
  const button = useRef<HTMLButtonElement>(null)
  if (asked && marks === 0)
    return (
      <NoteEditor
        label={`Note on row ${(row + 1).toLocaleString()}`}
        note={note}
        onSave={(text) => decideAtDesk([row], { note: text === '' ? null : text }, false)}
        onEnd={endNote}
      />
    )
  return (
    <UnstyledButton
      ref={button}
      className="decision-note"
      data-empty={note === '' || undefined}
      aria-label={note === '' ? 'Note' : `Change the note: ${note}`}
      {...(singleKeys && { 'aria-keyshortcuts': 'n' })}
      onClick={askForNote}
    >
      <IconNote size={14} stroke={1.7} aria-hidden="true" />
      <span>{note === '' ? 'Add a note' : note}</span>
      {singleKeys && note === '' && <KeyCaps keys="n" />}
    </UnstyledButton>
  )
}
