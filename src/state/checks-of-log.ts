import type { LogEntry } from '../analysis/decisions/decision-log.ts'

/** Rows drawn at random from below one line, in one or several goes. */
export interface Checks {
  /** By their present numbers. */
  readonly rows: readonly number[]
  /** Where they stand among the flagged rows, on the scale of the rank; those drawn without a place have none. */
  readonly places: ReadonlyMap<number, number>
  /** How many rows were flagged then, of how many. */
  readonly flagged: number
  readonly of: number
  readonly line: string
}

/**
 * The checks that count: those drawn below the same line as the last ones. Null without any, and when the file
 * was read in another way since, so that they are no random draw of its rows any more.
 *
 * Cost: the log, once for as long as it stays the same.
 */
export function checksOf(log: readonly LogEntry[]): Checks | null {
  const known = checks.get(log)
  if (known !== undefined) return known
  const found = readChecks(log)
  checks.set(log, found)
  return found
}
const checks = new WeakMap<readonly LogEntry[], Checks | null>()

function readChecks(log: readonly LogEntry[]): Checks | null {
  let current: Checks | null = null
  for (const { action } of log) {
    if (action.kind === 'renumber') current = null
    if (action.kind !== 'check') continue
    const { flagged, of, line } = action
    const before: Checks | null = current?.line === line && current.of === of ? current : null
    const rows: readonly number[] = [...(before?.rows ?? []), ...action.rows]
    const places: Map<number, number> = new Map(before?.places)
    // Just before the row of its rank; of several there, the one drawn first stands first.
    for (const [i, row] of action.rows.entries()) {
      const place = action.places?.[i]
      const nth = rows.length - action.rows.length + i
      if (place !== undefined) places.set(row, place - 0.5 + (0.4 * nth) / (1 + nth))
    }
    current = { rows, places, flagged, of, line }
  }
  return current
}
