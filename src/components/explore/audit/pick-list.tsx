import { useId, type ReactNode } from 'react'

export interface PickLine {
  readonly key: string | number
  /** What the line is about; a button that shows its rows. */
  readonly label: string
  readonly cells: readonly string[]
  readonly isPicked: boolean
  readonly onPick: (() => void) | null
  /** Accessible name of the button where the label alone says too little. */
  readonly action?: string
}

interface PickListProps {
  readonly name: string
  readonly note?: ReactNode
  readonly controls?: ReactNode
  /** Of the label and of each cell. */
  readonly heads: readonly string[]
  readonly lines: readonly PickLine[]
  readonly empty: string
  /** Which of the cells hold text. */
  readonly texts?: readonly number[]
}

/** A list of what a test found, each line with a button that shows its rows. */
export function PickList({ name, note, controls, heads, lines, empty, texts = NONE }: PickListProps) {
  const id = useId()
  return (
    <section className="audit-list" aria-labelledby={id}>
      <header className="audit-list__head">
        <h3 id={id} className="audit-list__title">
          {name}
        </h3>
        {controls}
      </header>
      {note !== undefined && <p className="audit-list__note">{note}</p>}
      {lines.length === 0 ? (
        <p className="audit-list__empty">{empty}</p>
      ) : (
        <div className="audit-list__scroll" tabIndex={0} role="group" aria-labelledby={id}>
          <table className="plot-table audit-table" aria-labelledby={id}>
            <thead>
              <tr>
                {heads.map((head, i) => (
                  <th key={i} scope="col" data-text={texts.includes(i - 1) ? '' : undefined}>
                    {head === '' ? <span className="visually-hidden">What to do</span> : head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ key, label, cells, isPicked, onPick, action }) => (
                <tr key={key} data-picked={isPicked || undefined}>
                  <th scope="row">
                    {onPick ? (
                      <button
                        type="button"
                        className="audit-link"
                        aria-pressed={isPicked}
                        aria-label={action ?? `Show rows of ${label}`}
                        onClick={onPick}
                      >
                        {label}
                      </button>
                    ) : (
                      label
                    )}
                  </th>
                  {cells.map((cell, i) => (
                    <td key={i} data-text={texts.includes(i) ? '' : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const NONE: readonly number[] = []
