import { patchDecision, type Decision } from './decision.ts'
import type { LogAction, LogEntry } from './decision-log.ts'

/** What a log comes to. */
export interface DecisionState {
  /** By row, in the order in which the rows got their present label. */
  readonly decisions: ReadonlyMap<number, Decision>
  /** By line of the file: decisions on rows that are not among those that were read, e.g. outside a sample. */
  readonly parked: ReadonlyMap<number, Decision>
  /** Numbers of the entries that can be undone; the last one is the next. */
  readonly undoable: readonly number[]
  /** Numbers of the entries that can be done again; the last one is the next. */
  readonly redoable: readonly number[]
}

export const NO_DECISIONS: DecisionState = {
  decisions: new Map(),
  parked: new Map(),
  undoable: [],
  redoable: [],
}

/** Plays a whole log. Cost: linear in the rows it names. */
export function playLog(entries: readonly LogEntry[]): DecisionState {
  const undoable: number[] = []
  let redoable: number[] = []
  for (const { seq, action } of entries) {
    if (action.kind === 'decide' || action.kind === 'carry') {
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
  let decisions = new Map<number, Decision>()
  let parked = new Map<number, Decision>()
  for (const entry of entries) {
    if (entry.action.kind === 'renumber') ({ decisions, parked } = renumber(decisions, parked, entry.action))
    else if (!undone.has(entry.seq)) apply(decisions, entry)
  }
  return { decisions, parked, undoable, redoable }
}

/** The state after one more entry, without playing the log again where that can be had. */
export function afterEntry(
  state: DecisionState,
  entries: readonly LogEntry[],
  entry: LogEntry,
): DecisionState {
  const { kind } = entry.action
  if (kind === 'file' || kind === 'check' || kind === 'reveal') return state
  if (kind !== 'decide') return playLog([...entries, entry])
  const decisions = new Map(state.decisions)
  apply(decisions, entry)
  return { ...state, decisions, undoable: [...state.undoable, entry.seq], redoable: [] }
}

function apply(decisions: Map<number, Decision>, { at, reviewer, action }: LogEntry): void {
  if (action.kind === 'carry')
    for (const { row, ...decision } of action.decisions) put(decisions, row, decision)
  if (action.kind !== 'decide') return
  const { rows, blind } = action
  const seen = new Set(action.seen)
  // Rows that nothing was decided of share what is: they may be 200,000.
  const fresh = patchDecision(undefined, action, at, reviewer, blind === true)
  for (const row of rows) {
    const before = decisions.get(row)
    if (before === undefined && fresh !== null && !seen.has(row)) decisions.set(row, fresh)
    else put(decisions, row, patchDecision(before, action, at, reviewer, blind === true && !seen.has(row)))
  }
}

/** Decisions under the new numbers of their rows, in the order they were in; those without a row wait by line. */
function renumber(
  decisions: ReadonlyMap<number, Decision>,
  parked: ReadonlyMap<number, Decision>,
  { lines, from, to }: Extract<LogAction, { kind: 'renumber' }>,
): { decisions: Map<number, Decision>; parked: Map<number, Decision> } {
  const moved = new Map<number, Decision>()
  const waiting = new Map(parked)
  const place = new Map<number, number>()
  for (const [i, row] of from.entries()) if (row !== null) place.set(row, i)
  for (const [row, decision] of decisions) {
    const i = place.get(row)
    const next = i === undefined ? row : (to[i] ?? null)
    if (next !== null) moved.set(next, decision)
    else waiting.set(lines[i!]!, decision)
  }
  for (const [i, line] of lines.entries()) {
    const decision = waiting.get(line)
    const row = to[i] ?? null
    if (decision === undefined || row === null) continue
    waiting.delete(line)
    if (!moved.has(row)) moved.set(row, decision)
  }
  return { decisions: moved, parked: waiting }
}

function put(decisions: Map<number, Decision>, row: number, decision: Decision | null): void {
  if (decision === null || decision.label !== decisions.get(row)?.label) decisions.delete(row)
  if (decision !== null) decisions.set(row, decision)
}
