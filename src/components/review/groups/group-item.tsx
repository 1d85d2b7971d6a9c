import type { GroupReason, RowGroup } from '../../../analysis/groups/groups.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { formatAmount } from '../../controls/amounts.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { DecisionIcon } from '../decide/decision-mark.tsx'
import type { GroupCounts } from './group-decisions.ts'

interface GroupItemProps {
  /** From 1. */
  readonly number: number
  readonly group: RowGroup
  readonly counts: GroupCounts
  readonly open: boolean
  readonly onOpen: () => void
}

/** One group: how many rows, what they have in common, how much it is about and how much of it is decided. */
export function GroupItem({ number, group, counts, open, onOpen }: GroupItemProps) {
  const { rows, amount, sentence, reasons } = group
  const done = counts.decided === counts.rows
  return (
    <li className="group-item" data-open={open || undefined} data-done={done || undefined}>
      <button type="button" className="group-open" aria-pressed={open} onClick={onOpen}>
        <span className="group-head">
          <span className="group-number" aria-hidden="true">
            {number}
          </span>
          <span className="group-size">{formatRows(rows.length)}</span>
          {amount !== null && <span className="group-amount">amount {formatAmount(amount)}</span>}
          <Decided counts={counts} />
        </span>
        <span className="group-sentence">{sentence}</span>
        <Reasons reasons={reasons} />
      </button>
      {open && <Apart group={group} />}
    </li>
  )
}

function Decided({ counts: { rows, decided, labels } }: { readonly counts: GroupCounts }) {
  if (decided === 0) return <span className="group-decided">none decided</span>
  return (
    <span className="group-decided">
      {DECIDE_LABELS.filter((label) => labels[label] > 0).map((label) => (
        <span
          key={label}
          className="group-label"
          title={`${LABEL_WORDS[label]}: ${formatCount(labels[label])}`}
        >
          <DecisionIcon label={label} size={13} />
          {formatCount(labels[label])}
          <span className="visually-hidden"> {LABEL_WORDS[label]}, </span>
        </span>
      ))}
      {decided === rows ? 'all decided' : `${formatCount(decided)} of ${formatCount(rows)} decided`}
    </span>
  )
}

/** What part of the reasons is each column's: decoration beside the sentence. */
function Reasons({ reasons }: { readonly reasons: readonly GroupReason[] }) {
  return (
    <span className="group-reasons" aria-hidden="true">
      {reasons.slice(0, 3).map(({ column, name, share }) => (
        <span key={column} className="group-reason">
          <span className="group-reason-name">{name}</span>
          <span className="group-bar">
            <span style={{ width: `${share * 100}%` }} />
          </span>
        </span>
      ))}
    </span>
  )
}

/** What tells the group apart: its reasons and shared values beside those of the other flagged rows. */
function Apart({ group: { reasons, shared } }: { readonly group: RowGroup }) {
  return (
    <table className="group-apart">
      <caption className="visually-hidden">What tells the group apart</caption>
      <thead>
        <tr>
          <th scope="col">Part of the reasons</th>
          <th scope="col">Here</th>
          <th scope="col">Other flagged</th>
          <th scope="col">All rows</th>
        </tr>
      </thead>
      <tbody>
        {reasons.slice(0, 5).map(({ column, name, words, range, share, others }) => (
          <tr key={`reason ${column}`}>
            <th scope="row">
              {name} {words}
              {range !== '' && <span className="group-range"> {range}</span>}
            </th>
            <td>{formatPercent(share)}</td>
            <td>{formatPercent(others)}</td>
            <td aria-label="not applicable">–</td>
          </tr>
        ))}
      </tbody>
      {shared.length > 0 && (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={4} className="group-apart-head">
              Rows that have
            </th>
          </tr>
          {shared.slice(0, 5).map(({ column, kind, name, text, share, others, all }) => (
            <tr key={`${kind} ${column}`}>
              <th scope="row">
                {name} {text}
              </th>
              <td>{formatPercent(share)}</td>
              <td>{formatPercent(others)}</td>
              <td>{formatPercent(all)}</td>
            </tr>
          ))}
        </tbody>
      )}
    </table>
  )
}
