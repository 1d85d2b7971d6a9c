/** What the reader and the detector want to be known. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <div className="notes__scroll" tabIndex={0} role="region" aria-labelledby="notes-heading">
      <ul className="notes">
        {notes.map((note, index) => (
          <li key={index}>{note}</li>
        ))}
      </ul>
    </div>
  )
}
