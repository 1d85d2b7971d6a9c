import { useId, useState } from 'react'
import type { Diagnostic } from '../../../analysis/detectors/detector.ts'
import { formatNumber } from '../../plots/format.ts'

/** Longer lists are cut until they are asked for. */
const MOST_ROWS = 8

/** Figures of the fitted model, each with its name. */
export function DiagnosticFigures({
  figures,
}: {
  readonly figures: Extract<Diagnostic, { kind: 'figures' }>
}) {
  const [all, setAll] = useState(false)
  const captionId = useId()
  const { title, caption, rows } = figures
  const shown = all ? rows : rows.slice(0, MOST_ROWS)
  return (
    <section className="fitted__figures" aria-label={title}>
      <h4 className="fitted__heading">{title}</h4>
      <p className="fitted__caption" id={captionId}>
        {caption}
      </p>
      <table className="fitted__table" aria-label={title} aria-describedby={captionId}>
        <tbody>
          {shown.map(({ name, value }, i) => (
            <tr key={`${i} ${name}`}>
              <th scope="row">{name}</th>
              <td>{typeof value === 'number' ? formatNumber(value, 5) : value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <button type="button" className="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rows.length}`}
        </button>
      )}
    </section>
  )
}
