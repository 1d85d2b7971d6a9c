import { useRef, useState, type KeyboardEvent } from 'react'
import { IconSearch } from '@tabler/icons-react'
import { brush } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'

/** The search is a view of its own: there is one at a time. */
const SOURCE = 'Cell search'

/** Looks for a text in all cells as the file has them; it begins with Enter, because it reads the whole file. */
export function CellSearch() {
  const searched = useApp((state) => {
    const predicate = state.clauses.find(({ source }) => source === SOURCE)?.predicate
    return predicate?.kind === 'text' ? predicate.text : ''
  })
  // What is in the field follows an undo or a chip that was taken away.
  const [typed, setTyped] = useState({ searched, text: searched })
  const text = typed.searched === searched ? typed.text : searched
  const search = (wanted: string) => {
    if (wanted !== searched) brush(SOURCE, wanted === '' ? null : { kind: 'text', text: wanted })
  }
  // Where the focus was before: Esc gives it back, so that the keys of the desk go on.
  const before = useRef<EventTarget | null>(null)
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    // The browser would empty the field, and with it take the search away.
    event.preventDefault()
    event.stopPropagation()
    setTyped({ searched, text: searched })
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    else event.currentTarget.blur()
  }
  return (
    <form
      className="cell-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        search(text.trim())
      }}
    >
      <IconSearch size={14} stroke={1.8} aria-hidden="true" />
      <input
        type="search"
        aria-label="Search all cells"
        placeholder="Search all cells"
        enterKeyHint="search"
        value={text}
        onFocus={(event) => (before.current = event.relatedTarget)}
        onKeyDown={leave}
        onChange={(event) => {
          setTyped({ searched, text: event.target.value })
          if (event.target.value === '') search('')
        }}
      />
    </form>
  )
}
