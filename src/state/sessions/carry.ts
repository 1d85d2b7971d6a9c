import { logHead, type LogEntry, type UnmatchedDecision } from '../../analysis/decisions/decision-log.ts'
import type { Decision } from '../../analysis/decisions/decision.ts'
import { playLog } from '../../analysis/decisions/decision-state.ts'
import { readLog } from '../../storage/session-file.ts'
import type { SessionRecord } from '../../storage/session-record.ts'
import { appendToLog } from '../actions/deciding.ts'
import { showError } from '../actions/work.ts'
import { getEngine } from '../engine.ts'
import { appStore } from '../store.ts'
import { troubleText, sessionStore, setSessions } from './access.ts'

/** What the log says instead of a key column where rows are matched by their line in the very same file. */
export const BY_LINE = 'line of the file'

/**
 * Takes the decisions of another session over to the open file: by line where it is the same file, else by a key
 * column. Rows that are decided already keep their decision; what finds no row is listed, and stays in the log.
 */
export async function carryOver(record: SessionRecord, key: string | null): Promise<void> {
  try {
    const log = readLog(await (await sessionStore()).entries(record.id))
    if ('why' in log) throw new Error(log.why)
    const { dataset, review } = appStore.getState()
    const { decisions } = playLog(log.log)
    const { rows, lines, keys } = record.anchors
    const values: readonly (string | null)[] =
      key === null ? lines.map(String) : (keys.find(({ column }) => column === key)?.values ?? [])
    const found = await rowsOf(key, values)
    if (!found || appStore.getState().dataset !== dataset) return
    const taken: (Decision & { readonly row: number })[] = []
    const unmatched: UnmatchedDecision[] = []
    let decidedHere = 0
    const place = new Map(rows.map((row, i) => [row, i]))
    for (const [row, decision] of decisions) {
      const i = place.get(row)
      const to = i === undefined ? -1 : found[i]!
      if (to < 0) unmatched.push({ ...decision, value: (i === undefined ? null : values[i]) ?? '' })
      else if (review.decided.decisions.has(to)) decidedHere++
      else taken.push({ ...decision, row: to })
    }
    appendToLog({
      kind: 'carry',
      from: record.file.sha256,
      head: logHead(log.log),
      key: key ?? BY_LINE,
      decisions: taken,
      ...(unmatched.length === 0 ? {} : { unmatched }),
    })
    setSessions({ offer: null, dialog: unmatched.length > 0 ? 'unmatched' : null })
    appStore.setState({ notice: carriedText(taken.length, unmatched.length, decidedHere) })
  } catch (cause) {
    const message = `The decisions of ${record.name} could not be taken over. ${troubleText(cause)}`
    showError({ code: 'not-carried', message, facts: {} })
  }
}

async function rowsOf(key: string | null, values: readonly (string | null)[]): Promise<Int32Array | null> {
  const { dataset } = appStore.getState()
  if (key === null) {
    const result = await getEngine().ask('rowsByLine', { lines: values.map(Number) })
    return result.ok ? result.value : null
  }
  const column = dataset?.columns.find(({ name }) => name === key)?.index
  if (column === undefined) return null
  const result = await getEngine().ask('rowsByKey', { column, keys: values.map((value) => value ?? '') })
  return result.ok ? result.value : null
}

function carriedText(taken: number, unmatched: number, decidedHere: number): string {
  const parts = [`${count(taken)} taken over.`]
  if (decidedHere > 0)
    parts.push(`${count(decidedHere)} on rows that were decided here already left as they are.`)
  if (unmatched > 0) parts.push(`${count(unmatched)} found no row and are listed.`)
  return parts.join(' ')
}

function count(n: number): string {
  return `${n.toLocaleString()} decision${n === 1 ? '' : 's'}`
}

/** Decisions that were to be taken over and found no row, with the column that they were looked for in. */
export function unmatchedIn(
  log: readonly LogEntry[],
): readonly { readonly key: string; readonly decision: UnmatchedDecision }[] {
  return log.flatMap(({ action }) =>
    action.kind === 'carry'
      ? (action.unmatched ?? []).map((decision) => ({ key: action.key, decision }))
      : [],
  )
}
