import { amountFlagged } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatAmount, formatShare } from '../controls/amounts.ts'
import { formatCount, formatRows } from '../plots/format.ts'

/** How many rows are above the line, and how much money. */
export function FlaggedStatus() {
  const ranking = useApp((state) => state.ranking)
  const cut = useApp((state) => state.cut)
  const total = useApp((state) => state.dataset?.amountTotal ?? null)
  const rows = useApp((state) => state.dataset?.rowCount ?? 0)
  // Room for the longest text from the start, so that nothing beside it moves while it changes.
  const longest = Math.max(
    total === null ? 0 : `amount ${formatAmount(total)} of ${formatAmount(total)} (99.9 %)`.length,
    1.15 * `${formatCount(rows)} of ${formatRows(rows)} flagged`.length,
  )
  const room = { width: `calc(${(longest * 0.76).toFixed(1)}ch + 15px)` }
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
    <div className="flagged" role="status" style={room}>
      <span className="flagged__count">
        <b>{formatCount(cut)}</b> of {formatRows(ranking.order.length)} flagged
      </span>{' '}
      {amount !== null && total !== null && (
        <span className="flagged__amount" title={`${formatAmount(amount)} of ${formatAmount(total)}`}>
          amount {formatAmount(amount)} of {formatAmount(total)}
          {total > 0 && amount >= 0 ? ` (${formatShare(amount / total)})` : ''}
        </span>
      )}
    </div>
  )
}
