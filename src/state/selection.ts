import type { Predicate } from '../analysis/select/predicate.ts'
import type { Result, SelectedRows } from '../workers/engine.api.ts'
import { showError } from './actions/work.ts'
import { getEngine } from './engine.ts'
import { latestCall } from './latest-call.ts'
import type { Clause, Selection } from './selection-state.ts'
import { appStore } from './store.ts'

/**
 * What is selected, as the user makes it: brushes of views and filters, each a clause that can be taken away
 * again, with undo and redo. The engine says which rows pass; one call in flight, the latest wins.
 */
const HISTORY = 100

const get = appStore.getState
let lastId = 0

/** What the clauses were before the drag that is under way. */
let beforeDrag: readonly Clause[] | null = null

/**
 * Replaces what a view selects (null: nothing). While the user drags, `done` is false: the views follow, but
 * only the end of the drag becomes a step that can be undone.
 */
export function brush(source: string, predicate: Predicate | null, label?: string, done = true): void {
  const { clauses } = get()
  beforeDrag ??= clauses
  const at = clauses.findIndex((clause) => clause.source === source)
  const next = clauses.filter((clause) => clause.source !== source)
  if (predicate) next.splice(at < 0 ? next.length : at, 0, clauseOf(source, predicate, label))
  const before = beforeDrag
  if (done) beforeDrag = null
  if (predicate || at >= 0) change(next)
  if (done && (predicate !== null || before.some((clause) => clause.source === source))) remember(before)
}

/** Adds a filter that belongs to no view. */
export function addFilter(predicate: Predicate, label?: string): void {
  const { clauses } = get()
  remember(clauses)
  change([...clauses, clauseOf(null, predicate, label)])
}

export function removeFilter(id: number): void {
  const { clauses } = get()
  const next = clauses.filter((clause) => clause.id !== id)
  if (next.length === clauses.length) return
  remember(clauses)
  change(next)
}

/** Selects as it was selected before, with nothing to undo. */
export function restoreClauses(clauses: readonly Omit<Clause, 'id'>[]): void {
  appStore.setState({ past: [], future: [] })
  change(clauses.map((clause) => ({ ...clause, id: ++lastId })))
}

/** Takes every clause away. */
export function clearSelection(): void {
  const { clauses } = get()
  if (clauses.length > 0) {
    remember(clauses)
    change([])
  }
  appStore.setState({ flaggedOnly: false })
}

export function undoSelection(): void {
  const { past, future, clauses } = get()
  const before = past[past.length - 1]
  if (!before) return
  appStore.setState({ past: past.slice(0, -1), future: [clauses, ...future] })
  change(before)
}

export function redoSelection(): void {
  const { past, future, clauses } = get()
  const next = future[0]
  if (!next) return
  appStore.setState({ past: [...past, clauses], future: future.slice(1) })
  change(next)
}

/** Whether only flagged rows count as selected. */
export function setFlaggedOnly(flaggedOnly: boolean): void {
  appStore.setState({ flaggedOnly })
}

/** Opens the list of selected rows below whatever screen is shown. */
export function showRows(): void {
  appStore.setState({ rowsShown: true })
}

export function hideRows(): void {
  appStore.setState({ rowsShown: false })
}

// Another ranking changes which rows a clause about scores means.
appStore.subscribe(({ ranking, clauses }, before) => {
  if (ranking === before.ranking || ranking === null) return
  if (!clauses.some(({ predicate }) => predicate.kind === 'score')) return
  change(clauses.map((clause) => (clause.predicate.kind === 'score' ? { ...clause, id: ++lastId } : clause)))
})

function clauseOf(source: string | null, predicate: Predicate, label: string | undefined): Clause {
  return { id: ++lastId, source, predicate, label: label ?? null }
}

function remember(clauses: readonly Clause[]): void {
  appStore.setState(({ past }) => ({ past: [...past.slice(1 - HISTORY), clauses], future: [] }))
}

function change(clauses: readonly Clause[]): void {
  if (clauses.length === 0) {
    calls.drop()
    appStore.setState({ clauses, selection: null, selecting: false })
    return
  }
  appStore.setState({ clauses, selecting: true })
  calls.ask(clauses)
}

const calls = latestCall<readonly Clause[], Result<SelectedRows>>(
  (clauses) => getEngine().select(clauses.map(({ id, source, predicate }) => ({ id, source, predicate }))),
  (result, clauses) => {
    // What was selected meanwhile, or another file, has the last word.
    if (get().clauses !== clauses) return
    appStore.setState({ selecting: false })
    if (result.ok) appStore.setState({ selection: selectionOf(clauses, result.value) })
    else refuse(clauses, result.error)
  },
  (cause, clauses) => {
    if (get().clauses !== clauses) return
    const message = `The selection could not be worked out: ${cause instanceof Error ? cause.message : String(cause)}. Take the last filter away and try again.`
    refuse(clauses, { code: 'selection-failed', message, facts: {} })
  },
)

/** A selection that cannot be had is not shown as if it had been: the one before stays. */
function refuse(clauses: readonly Clause[], error: Parameters<typeof showError>[0]): void {
  const { selection, past } = get()
  appStore.setState({
    clauses: selection?.clauses ?? [],
    past: past.filter((before) => before !== clauses),
    selecting: false,
  })
  showError(error)
}

function selectionOf(clauses: readonly Clause[], { all, count, without }: SelectedRows): Selection {
  return { clauses, all, count, without: new Map(without.map(({ source, mask }) => [source, mask])) }
}
