import { useId } from 'react'

interface FiguresProps {
  readonly title: string
  readonly rows: readonly {
    readonly name: string
    readonly value: string
    /** Class of a key that is drawn before the name. */
    readonly mark?: string | undefined
  }[]
  readonly note?: string
}

/** A few figures with their names. */
export function Figures({ title, rows, note }: FiguresProps) {
  const id = useId()
  return (
    <section className="pair-figures" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      <dl>
        {rows.map(({ name, value, mark }) => (
          <div key={name}>
            <dt>
              {mark && <span className={mark} aria-hidden="true" />}
              {name}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note && <p className="pair-note">{note}</p>}
    </section>
  )
}
