import { useRef, type KeyboardEvent } from 'react'
import type { FlaggedGroups } from '../../../analysis/groups/groups.ts'
import { useApp } from '../../../state/store.ts'
import { formatCount } from '../../plots/format.ts'
import { GroupItem } from './group-item.tsx'
import { countDecided } from './group-decisions.ts'

interface GroupListProps {
  readonly groups: FlaggedGroups
  /** The group that is open; one past the last: the rows on their own. */
  readonly open: number
  readonly onOpen: (open: number) => void
}

/** The groups, the largest first, and after them the rows on their own. Arrow keys go from one to the next. */
export function GroupList({ groups: { groups, own }, open, onOpen }: GroupListProps) {
  const decisions = useApp((state) => state.review.decided.decisions)
  const list = useRef<HTMLUListElement>(null)
  const count = groups.length + (own.length > 0 ? 1 : 0)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: open + 1, ArrowUp: open - 1, Home: 0, End: count - 1 }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = Math.max(0, Math.min(count - 1, to))
    onOpen(next)
    list.current?.querySelectorAll<HTMLElement>('.group-open')[next]?.focus()
  }
  return (
    <ul className="group-list" ref={list} aria-label="Groups" onKeyDown={onKeyDown}>
      {groups.map((group, i) => (
        <GroupItem
          key={i}
          number={i + 1}
          group={group}
          counts={countDecided(group.rows, decisions)}
          open={i === open}
          onOpen={() => onOpen(i)}
        />
      ))}
      {own.length > 0 && (
        <li className="group-item" data-open={open === groups.length || undefined}>
          <button
            type="button"
            className="group-open"
            aria-pressed={open === groups.length}
            onClick={() => onOpen(groups.length)}
          >
            <span className="group-head">
              <span className="group-size">{formatCount(own.length)} on their own</span>
            </span>
            <span className="group-sentence">
              Each stands out for reasons that fewer than two other flagged rows share.
            </span>
          </button>
        </li>
      )}
    </ul>
  )
}
