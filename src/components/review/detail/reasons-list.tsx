import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import type { Reason } from '../../../analysis/explain/reasons.ts'
import { formatCount } from '../../plots/format.ts'

const AT_FIRST = 6

/** Why a row stands out: one sentence per column, with a bar to either side of nothing. */
export function ReasonsList({ reasons }: { readonly reasons: readonly Reason[] }) {
  const [all, setAll] = useState(false)
  if (reasons.length === 0)
    return <p className="review-hint">This detector gives no reasons for single columns.</p>
  const shown = all ? reasons : reasons.slice(0, AT_FIRST)
  return (
    <>
      <ul className="review-reasons" aria-label="Reasons">
        {shown.map((reason) => (
          <li key={reason.column}>
            <span className="review-reason">
              <strong>
                {reason.name} {reason.value}
              </strong>
              : {reason.comparison}
            </span>
            <Bar relative={reason.relative} />
            <span className="review-typical">{reason.typical}</span>
          </li>
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
