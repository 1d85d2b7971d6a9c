import { useEffect, useState } from 'react'
import { amountFlagged } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatAmount, formatAmountOf, formatShare } from '../controls/amounts.ts'
import { formatCount, formatRows } from '../plots/format.ts'

/** How many rows are above the line, and how much money. */
export function FlaggedStatus() {
  const ranking = useApp((state) => state.ranking)
  const cut = useApp((state) => state.cut)
  const total = useApp((state) => state.dataset?.amountTotal ?? null)
  const rows = useApp((state) => state.dataset?.rowCount ?? 0)
  // Room for the longest text from the start, so that nothing beside it moves while it changes.
  const longest = Math.max(
    total === null
      ? 0
      : widthOf(`amount ${formatAmountOf(total, total)} of ${formatAmountOf(total, total)} (99.9 %)`),
    1.17 * widthOf(`${formatCount(rows)} of ${formatRows(rows)} flagged`),
  )
  const room = { width: `calc(${longest.toFixed(1)}ch + 16px)` }
  if (!ranking) {
    return (
      <div className="flagged" aria-hidden="true" style={room}>
        <span className="flagged__wait" />
        <span className="flagged__wait flagged__wait--short" />
      </div>
    )
  }
  const amount = amountFlagged(ranking, cut)
  return (
    <>
      {/* Read out by the announcer when it came to rest, not at every pixel of a drag. */}
      <div className="flagged" role="status" aria-live="off" style={room}>
        <span className="flagged__count">
          <b>{formatCount(cut)}</b> of {formatRows(ranking.order.length)} flagged
        </span>{' '}
        {amount !== null && total !== null && (
          <span className="flagged__amount" title={`${formatAmount(amount)} of ${formatAmount(total)}`}>
            amount {formatAmountOf(amount, total)} of {formatAmountOf(total, total)}
            {total > 0 && amount >= 0 ? ` (${formatShare(amount / total)})` : ''}
          </span>
        )}
      </div>
      <Announcer text={`${formatCount(cut)} of ${formatRows(ranking.order.length)} flagged`} />
    </>
  )
}

/** Says a text to assistive technology once it did not change for a while. */
function Announcer({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span className="visually-hidden" aria-live="polite">
      {said}
    </span>
  )
}

const REST_MS = 700

/** In widths of a digit, somewhat more than it takes: marks and blanks are about half as wide. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += /[\d\p{L}]/u.test(character) ? 1 : character === '%' ? 1.6 : 0.52
  return width
}
