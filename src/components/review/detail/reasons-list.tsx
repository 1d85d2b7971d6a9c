import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import type { TypicalCells } from '../../../analysis/evidence/typical-cells.ts'
import type { Reason } from '../../../analysis/explain/reasons.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { reasonWords, valueWords } from './typical-words.ts'

const AT_FIRST = 4

interface ReasonsListProps {
  readonly reasons: readonly Reason[]
  /** Of the same row; null while it is worked out. */
  readonly typical: TypicalCells | null
  readonly dataset: DatasetSummary
}

/** Why a row stands out: per column a sentence in its own unit, and a bar to either side of nothing. */
export function ReasonsList({ reasons, typical, dataset }: ReasonsListProps) {
  const [all, setAll] = useState(false)
  if (reasons.length === 0)
    return <p className="detail-note">This detector gives no reasons for single columns.</p>
  const shown = all ? reasons : reasons.slice(0, AT_FIRST)
  return (
    <>
      <ul className="review-reasons" aria-label="Reasons">
        {shown.map((reason) => (
          <ReasonLine
            key={reason.column}
            reason={reason}
            typical={typical}
            column={dataset.columns[reason.column]}
          />
        ))}
      </ul>
      {reasons.length > AT_FIRST && (
        <UnstyledButton className="plot-toggle" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${formatCount(reasons.length)} columns`}
        </UnstyledButton>
      )}
    </>
  )
}

function ReasonLine({
  reason,
  typical,
  column,
}: {
  readonly reason: Reason
  readonly typical: TypicalCells | null
  readonly column: DatasetSummary['columns'][number] | undefined
}) {
  const cell = typical?.columns[reason.column]
  const words = typical && cell ? reasonWords(cell, typical.peers) : null
  const value =
    cell && column && cell.kind !== 'name'
      ? valueWords(column, typeof cell.value === 'number' && Number.isNaN(cell.value) ? null : cell.value)
      : null
  return (
    <li>
      <span className="review-reason">
        <strong>
          {reason.name} {value === null || value === '–' ? reason.value : value}
        </strong>
        : {words?.all ?? reason.comparison}
      </span>
      <Bar relative={reason.relative} />
      <span className="review-typical">{words?.peers ?? reason.typical}</span>
    </li>
  )
}

/** To the right what made the row stand out, to the left what made it look ordinary. */
function Bar({ relative }: { readonly relative: number }) {
  const length = Math.min(1, Math.abs(relative)) * 50
  const style = relative >= 0 ? { left: '50%', width: `${length}%` } : { right: '50%', width: `${length}%` }
  return (
    <span className="review-bar" aria-hidden="true">
      <span data-for={relative >= 0 || undefined} style={style} />
    </span>
  )
}
