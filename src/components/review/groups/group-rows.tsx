import { useCallback, useEffect, useMemo, useState } from 'react'
import { Button, Switch, UnstyledButton } from '@mantine/core'
import type { FlaggedGroups } from '../../../analysis/groups/groups.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { decideAtDesk } from '../../../state/actions/desk.ts'
import { openGroup } from '../../../state/groups.ts'
import { brush } from '../../../state/selection.ts'
import { rankOf } from '../../../state/selectors.ts'
import { appStore, useApp } from '../../../state/store.ts'
import { ariaKeys } from '../../keys/key-caps.tsx'
import { keysStore, useKeys } from '../../keys/keys-store.ts'
import { registerCommands } from '../../keys/registry.ts'
import { formatCount } from '../../plots/format.ts'
import RowTable from '../../table/row-table.tsx'
import { DecisionIcon } from '../decide/decision-mark.tsx'
import { labelKey } from '../decide/label-keys.ts'
import { countDecided, nextUndecidedGroup, rowsToDecide } from './group-decisions.ts'

interface GroupRowsProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly groups: FlaggedGroups
  /** The group that is open; one past the last: the rows on their own. */
  readonly open: number
}

/** The source of the selection that a group makes. */
const SOURCE = 'groups'

/** The rows of the open group, and everything to decide them all at once. */
export function GroupRows({ dataset, ranking, groups, open }: GroupRowsProps) {
  const group = groups.groups[open]
  const members = group?.rows ?? groups.own
  const name = group ? `Group ${open + 1}` : 'Rows on their own'
  const rows = useMemo(() => {
    const rank = rankOf(ranking)
    return members.slice().sort((a, b) => rank[a]! - rank[b]!)
  }, [members, ranking])
  const goOn = useCallback(() => {
    const next = nextUndecidedGroup(groups, appStore.getState().review.decided.decisions, open)
    if (next !== null) openGroup(next)
  }, [groups, open])
  return (
    <div className="group-rows">
      {group && <DecideGroup key={open} rows={members} onDone={goOn} />}
      <div className="group-table">
        <RowTable
          dataset={dataset}
          ranking={ranking}
          rows={rows}
          name={`${name} rows`}
          empty="No row is left in it."
          actions={<SelectToggle rows={members} name={name} />}
        />
      </div>
    </div>
  )
}

/** One label for every row of the group: one step of undo. By key the next group that is not decided is opened. */
function DecideGroup({ rows, onDone }: { readonly rows: Uint32Array; readonly onDone: () => void }) {
  const decisions = useApp((state) => state.review.decided.decisions)
  const singleKeys = useKeys((state) => state.singleKeys)
  const [decidedToo, setDecidedToo] = useState(false)
  const { decided } = countDecided(rows, decisions)
  const left = decidedToo ? rows.length : rows.length - decided
  useEffect(
    () =>
      registerCommands(
        DECIDE_LABELS.map((label) => ({
          id: `decide-group-${label}`,
          title: `${LABEL_WORDS[label]}: all of the group`,
          group: 'Decide',
          keys: [`shift+${labelKey(label)}`],
          also: 'group cause bulk',
          enabled: ({ screen, review }) => screen === 'review' && review.tab === 'groups',
          run: () => {
            const { decisions: now } = appStore.getState().review.decided
            decideAtDesk(rowsToDecide(rows, now, decidedToo), { label }, false)
            if (keysStore.getState().goOn) onDone()
          },
        })),
      ),
    [rows, decidedToo, onDone],
  )
  return (
    <div className="group-decide" role="group" aria-label="Decide the group">
      <span className="group-decide-what">
        {left === 0
          ? 'All rows are decided'
          : decided > 0 && !decidedToo
            ? `Decide the other ${formatCount(left)}`
            : `Decide all ${formatCount(left)}`}
      </span>
      {DECIDE_LABELS.map((label) => (
        <Button
          key={label}
          className="group-decide-label"
          disabled={left === 0}
          aria-label={`${LABEL_WORDS[label]}: all ${formatCount(left)} rows`}
          {...(singleKeys && { 'aria-keyshortcuts': ariaKeys(`shift+${labelKey(label)}`) })}
          onClick={() => decideAtDesk(rowsToDecide(rows, decisions, decidedToo), { label }, false)}
        >
          <DecisionIcon label={label} size={14} />
          {LABEL_WORDS[label]}
          {singleKeys && (
            <kbd className="group-key" aria-hidden="true">
              ⇧{labelKey(label).toUpperCase()}
            </kbd>
          )}
        </Button>
      ))}
      {decided > 0 && (
        <Switch
          size="xs"
          label={`also the ${formatCount(decided)} decided`}
          checked={decidedToo}
          onChange={(event) => setDecidedToo(event.currentTarget.checked)}
        />
      )}
    </div>
  )
}

/** Whether the group's rows are what is selected in every plot. */
function SelectToggle({ rows, name }: { readonly rows: Uint32Array; readonly name: string }) {
  const selected = useApp((state) =>
    state.clauses.some(
      ({ source, predicate }) => source === SOURCE && predicate.kind === 'rows' && predicate.rows === rows,
    ),
  )
  const other = useApp((state) => !selected && state.clauses.some(({ source }) => source === SOURCE))
  // Another group was opened while one is selected: the selection goes along.
  useEffect(() => {
    if (other) brush(SOURCE, { kind: 'rows', rows }, name)
  }, [other, rows, name])
  return (
    <UnstyledButton
      className="plot-toggle"
      aria-pressed={selected}
      title="Every plot shows these rows as the selected ones"
      onClick={() => brush(SOURCE, selected ? null : { kind: 'rows', rows }, name)}
    >
      Select in all plots
    </UnstyledButton>
  )
}
