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
  /** How many of the columns after the label hold text. */
  readonly texts?: number
}

/** A list of what a test found, each line with a button that shows its rows. */
export function PickList({ name, note, controls, heads, lines, empty, texts = 0 }: PickListProps) {
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
                  <th key={i} scope="col" data-text={i > 0 && i <= texts ? '' : undefined}>
                    {head}
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
                        className="text-button"
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
                    <td key={i} data-text={i < texts ? '' : undefined}>
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
