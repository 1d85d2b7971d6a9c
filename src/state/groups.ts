import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ErrorReport } from '../analysis/errors.ts'
import type { FlaggedGroups } from '../analysis/groups/groups.ts'
import type { DatasetSummary, Progress, Ranking } from '../workers/engine.api.ts'
import { getEngine } from './engine.ts'
import { appStore, useApp } from './store.ts'
import { useSettled } from './use-settled.ts'

/** The groups of flagged rows: they stay while other parts of the page are looked at. */
export interface GroupsState {
  readonly groups: FlaggedGroups | null
  /** What `groups` were worked out from. */
  readonly of: GroupsOf | null
  /** What is being worked out. */
  readonly asked: GroupsOf | null
  readonly progress: Progress | null
  readonly error: ErrorReport | null
  /** Which group is open. */
  readonly open: number | null
}

interface GroupsOf {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly cut: number
}

const nothing: GroupsState = { groups: null, of: null, asked: null, progress: null, error: null, open: null }
export const groupsStore = createStore<GroupsState>()(() => nothing)

/** The line rests this long before groups are worked out anew. */
const REST_MS = 500

/**
 * The groups at the present line, worked out when they are first looked at and when the line has come to rest.
 * An order that was learned from decisions does not change them by itself: who decides one group after another
 * is not to lose sight of them; `stale` says that they are of the order before.
 */
export function useGroups(
  dataset: DatasetSummary,
  ranking: Ranking,
): GroupsState & { readonly stale: boolean } {
  const state = useStore(groupsStore)
  const cut = useApp((app) => app.cut)
  const settled = useSettled(cut, REST_MS)
  const { of } = state
  const stale =
    of !== null && of.dataset === dataset && of.ranking !== ranking && sameRun(of.ranking, ranking)
  const wanted = of === null || of.cut !== settled || (of.ranking !== ranking && !stale)
  useEffect(() => {
    if (wanted) void groupAnew({ dataset, ranking, cut: settled })
  }, [wanted, dataset, ranking, settled])
  const current = of !== null && of.dataset === dataset && (of.ranking === ranking || stale)
  return { ...(current ? state : { ...nothing, asked: state.asked, error: state.error }), stale }
}

/** Works the groups out from the present order and line. */
export async function groupAnew(of: GroupsOf): Promise<void> {
  const { asked } = groupsStore.getState()
  if (asked && asked.ranking === of.ranking && asked.cut === of.cut) return
  groupsStore.setState({ asked: of, progress: null, error: null })
  const isLatest = () => groupsStore.getState().asked === of
  const result = await getEngine()
    .groupFlagged(of.cut, (progress) => {
      if (isLatest()) groupsStore.setState({ progress })
    })
    .catch((cause: unknown) => failed(cause))
  if (!isLatest()) return
  const { groups, open } = groupsStore.getState()
  if (result.ok) {
    const kept = open === null ? undefined : groups?.groups[open]?.rows[0]
    const again = result.value.groups.findIndex(({ rows }) => kept !== undefined && rows.includes(kept))
    groupsStore.setState({
      groups: result.value,
      of,
      asked: null,
      progress: null,
      open: again < 0 ? null : again,
    })
  } else {
    const error = result.error.code === 'cancelled' ? null : result.error
    groupsStore.setState({ groups: null, of, asked: null, progress: null, error, open: null })
  }
}

/** Opens a group to see its rows; null closes it. */
export function openGroup(open: number | null): void {
  groupsStore.setState({ open })
}

function failed(cause: unknown) {
  const message = `The flagged rows could not be put into groups: ${cause instanceof Error ? cause.message : String(cause)}.`
  return { ok: false, error: { code: 'unexpected', message, facts: {} } } as const
}

/** Whether only what was learned from decisions tells two rankings apart. */
function sameRun(a: Ranking, b: Ranking): boolean {
  return (
    (a.learned !== undefined || b.learned !== undefined) &&
    a.detector === b.detector &&
    a.seed === b.seed &&
    JSON.stringify(a.params) === JSON.stringify(b.params)
  )
}

// Another file has other rows.
appStore.subscribe(({ dataset }, before) => {
  if (dataset !== before.dataset) groupsStore.setState(nothing)
})
