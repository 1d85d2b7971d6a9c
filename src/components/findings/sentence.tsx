import type { SentencePart } from '../../analysis/findings/finding.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { openColumn } from '../../state/explore.ts'
import { formatCount, formatFixed, formatNumber, formatPercent } from '../plots/format.ts'
import { decimalsOf, formatCell } from '../controls/cell-format.ts'

const LONGEST_CELL = 40

interface SentenceProps {
  readonly parts: readonly SentencePart[]
  readonly columns: readonly ColumnSummary[]
}

/** A finding in words; the names of columns open them. */
export function Sentence({ parts, columns }: SentenceProps) {
  return parts.map((part, i) => {
    if (typeof part !== 'string' && 'column' in part) {
      return <ColumnName key={i} column={columns[part.column]} />
    }
    if (typeof part !== 'string' && 'text' in part) {
      return (
        <q key={i} className="finding__cell">
          {shortened(part.text)}
        </q>
      )
    }
    return <span key={i}>{partText(part, columns)}</span>
  })
}

/** The name of a column, which opens it. */
export function ColumnName({ column }: { readonly column: ColumnSummary | undefined }) {
  if (!column) return null
  return (
    <button
      type="button"
      className="finding__column"
      title={`Open ${column.name}`}
      onClick={() => openColumn(column.index)}
    >
      {column.name}
    </button>
  )
}

function partText(part: SentencePart, columns: readonly ColumnSummary[]): string {
  if (typeof part === 'string') return part
  if ('count' in part) return formatCount(part.count)
  if ('share' in part) return formatPercent(part.share)
  if ('figure' in part)
    return Math.abs(part.figure) <= 1 ? formatFixed(part.figure, 3) : formatNumber(part.figure, 3)
  if ('value' in part) {
    const column = columns[part.of]
    return column ? formatCell(part.value, column, decimalsOf(part.value)) : ''
  }
  return ''
}

/** A cell is an example here: its beginning will do. Blanks are what some findings are about, so they are kept. */
function shortened(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text
}
