import { useApp } from '../../state/store.ts'

/** What the reader and the detector want to be known. */
export function Notes() {
  const warnings = useApp((state) => state.dataset?.read.warnings)
  const notes = useApp((state) => state.ranking?.notes)
  const all = [...(warnings ?? []).map(({ message }) => message), ...(notes ?? [])]
  if (all.length === 0) return <p className="notes__none">Nothing out of the ordinary.</p>
  return (
    <ul className="notes">
      {all.map((note, index) => (
        <li key={index}>{note}</li>
      ))}
    </ul>
  )
}
