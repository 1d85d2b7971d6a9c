import { useEffect, useRef, useState } from 'react'
import { Textarea } from '@mantine/core'

interface NoteEditorProps {
  readonly label: string
  readonly note: string
  /** Called where the text is another one than before. */
  readonly onSave: (note: string) => void
  readonly onEnd: () => void
}

/** A note while it is written: Enter or leaving the field saves it, Escape leaves it as it was. */
export function NoteEditor({ label, note, onSave, onEnd }: NoteEditorProps) {
  const [text, setText] = useState(note)
  const field = useRef<HTMLTextAreaElement>(null)
  const ended = useRef(false)
  // The focus goes back to where it was, so that the keys of the desk go on.
  const before = useRef<Element | null>(null)
  useEffect(() => {
    before.current = document.activeElement
    field.current?.focus()
    field.current?.select()
  }, [])

  const end = (save: boolean, back: boolean) => {
    if (ended.current) return
    ended.current = true
    const written = text.trim()
    if (save && written !== note) onSave(written)
    onEnd()
    if (back && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
  }
  return (
    <Textarea
      ref={field}
      size="xs"
      aria-label={label}
      placeholder="What you saw, for whoever reads this next"
      description="Enter saves, Shift + Enter begins a new line, Esc leaves it as it was."
      inputWrapperOrder={['input', 'description']}
      autosize
      minRows={2}
      maxRows={6}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => end(true, false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') end(false, true)
        else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) end(true, true)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
