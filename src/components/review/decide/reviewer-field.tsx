import { useState } from 'react'
import { TextInput, UnstyledButton } from '@mantine/core'
import { setReviewer } from '../../../state/actions/deciding.ts'
import { useApp } from '../../../state/store.ts'

/** Who decides: asked for while no name is known, then a line that can be changed. */
export function ReviewerField() {
  const reviewer = useApp((state) => state.review.reviewer)
  const decidedWithout = useApp(
    (state) => state.review.reviewer === '' && state.review.decided.undoable.length > 0,
  )
  const [editing, setEditing] = useState(false)
  const [typed, setTyped] = useState(reviewer)
  const save = () => {
    setEditing(false)
    if (typed.trim() !== reviewer) setReviewer(typed.trim())
  }
  if (reviewer !== '' && !editing)
    return (
      <p className="decision-reviewer">
        Deciding as {reviewer}
        <UnstyledButton
          className="plot-toggle"
          aria-label="Change the name"
          onClick={() => {
            setTyped(reviewer)
            setEditing(true)
          }}
        >
          Change
        </UnstyledButton>
      </p>
    )
  return (
    <form
      className="decision-reviewer"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label htmlFor="reviewer">Deciding as</label>
      <TextInput
        id="reviewer"
        size="xs"
        autoFocus={editing}
        autoComplete="name"
        placeholder="Your name"
        data-wanted={decidedWithout || undefined}
        description={
          decidedWithout
            ? 'Decisions so far have no name in the log. Later ones get the one you type.'
            : undefined
        }
        inputWrapperOrder={['input', 'description']}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          setTyped(reviewer)
          setEditing(false)
        }}
      />
    </form>
  )
}
