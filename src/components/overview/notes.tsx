/** What the reader and the detector want to be known. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <ul className="notes">
      {notes.map((note, index) => (
        <li key={index}>{note}</li>
      ))}
    </ul>
  )
}
