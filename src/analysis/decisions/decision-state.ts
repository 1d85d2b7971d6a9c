import { patchDecision, type Decision } from './decision.ts'
import type { LogEntry } from './decision-log.ts'

/** What a log comes to. */
export interface DecisionState {
  /** By row, in the order in which the rows got their present label. */
  readonly decisions: ReadonlyMap<number, Decision>
  /** Numbers of the entries that can be undone; the last one is the next. */
  readonly undoable: readonly number[]
  /** Numbers of the entries that can be done again; the last one is the next. */
  readonly redoable: readonly number[]
}

export const NO_DECISIONS: DecisionState = { decisions: new Map(), undoable: [], redoable: [] }

/** Plays a whole log. Cost: linear in the rows it names. */
export function playLog(entries: readonly LogEntry[]): DecisionState {
  const undoable: number[] = []
  let redoable: number[] = []
  for (const { seq, action } of entries) {
    if (action.kind === 'decide') {
      undoable.push(seq)
      redoable = []
    } else if (action.kind === 'undo' && undoable.at(-1) === action.of) {
      redoable.push(undoable.pop()!)
    } else if (action.kind === 'redo' && redoable.at(-1) === action.of) {
      undoable.push(redoable.pop()!)
    }
  }
  const undone = new Set(redoable)
  for (const { action } of entries) if (action.kind === 'undo') undone.add(action.of)
  for (const seq of undoable) undone.delete(seq)
  const decisions = new Map<number, Decision>()
  for (const entry of entries) if (!undone.has(entry.seq)) apply(decisions, entry)
  return { decisions, undoable, redoable }
}

/** The state after one more entry, without playing the log again where that can be had. */
export function afterEntry(
  state: DecisionState,
  entries: readonly LogEntry[],
  entry: LogEntry,
): DecisionState {
  if (entry.action.kind !== 'decide') return playLog([...entries, entry])
  const decisions = new Map(state.decisions)
  apply(decisions, entry)
  return { decisions, undoable: [...state.undoable, entry.seq], redoable: [] }
}

function apply(decisions: Map<number, Decision>, { at, reviewer, action }: LogEntry): void {
  if (action.kind === 'carry')
    for (const { row, ...decision } of action.decisions) put(decisions, row, decision)
  if (action.kind !== 'decide') return
  for (const row of action.rows) put(decisions, row, patchDecision(decisions.get(row), action, at, reviewer))
}

function put(decisions: Map<number, Decision>, row: number, decision: Decision | null): void {
  if (decision === null || decision.label !== decisions.get(row)?.label) decisions.delete(row)
  if (decision !== null) decisions.set(row, decision)
}
