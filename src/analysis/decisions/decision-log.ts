import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Decision, DecisionPatch } from './decision.ts'

/** What was done, once. Entries are never changed and never taken away: an undo is an entry too. */
export type LogAction =
  | ({
      readonly kind: 'decide'
      readonly rows: readonly number[]
      /** Score, rank and reasons of the rows were hidden, but for those in `seen`, which had been shown before. */
      readonly blind?: true
      readonly seen?: readonly number[]
    } & DecisionPatch)
  /** Takes the effect of the entry with this number back, or brings it again. */
  | { readonly kind: 'undo' | 'redo'; readonly of: number }
  /** The file that the rows are rows of. */
  | {
      readonly kind: 'file'
      readonly name: string
      readonly bytes: number
      readonly rows: number
      readonly sha256: string
    }
  /** Rows drawn at random from those below the line, to estimate what is missed there. */
  | {
      readonly kind: 'check'
      readonly rows: readonly number[]
      readonly seed: number
      /** How many rows were flagged then, of how many in all. */
      readonly flagged: number
      readonly of: number
      /** SHA-256 of the numbers of the flagged rows: which line they were drawn below. */
      readonly line: string
      /**
       * Where they stand in the queue while they are reviewed blind, in the order of `rows`: before the flagged row
       * of this rank (from 0) at the time.
       */
      readonly places?: readonly number[]
    }
  /** Score, rank and reasons of undecided checks were shown: what is decided about them afterwards is not blind. */
  | { readonly kind: 'reveal'; readonly rows: readonly number[] }
  /** Decisions taken over from another version of the file, matched by a key column. */
  | {
      readonly kind: 'carry'
      /** SHA-256 of the other version, and the head of its log. */
      readonly from: string
      readonly head: string
      readonly key: string
      readonly decisions: readonly (Decision & { readonly row: number })[]
      /** Decisions whose key is in no row of this file, or in several: they are not lost, only nowhere to be put. */
      readonly unmatched?: readonly UnmatchedDecision[]
    }
  /**
   * The file is read in another way (another header, dialect or sample), so that its rows have other numbers.
   * Three lists of equal length, one entry for each row that the log ever named: its line in the file, and its
   * number before and after; null: the row is not among those that were read.
   */
  | {
      readonly kind: 'renumber'
      readonly lines: readonly number[]
      readonly from: readonly (number | null)[]
      readonly to: readonly (number | null)[]
    }

/** A decision of another version of the file that found no row in this one. */
export interface UnmatchedDecision extends Decision {
  /** What the row has in the key column. */
  readonly value: string
}

/** One entry of the append-only log; `hash` covers everything else in it, with the hash of the entry before. */
export interface LogEntry {
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
  readonly reviewer: string
  readonly action: LogAction
  readonly previous: string
  readonly hash: string
}

/** What the first entry names as its predecessor. */
export const LOG_START = '0'.repeat(64)

/**
 * The rows that a log names, by their present numbers, and the lines of those that are not among the rows read now.
 * Each once, ascending. Cost: linear in the rows named.
 */
export function namedRows(entries: readonly LogEntry[]): {
  readonly rows: readonly number[]
  readonly unplaced: readonly number[]
} {
  let rows = new Set<number>()
  let unplaced: number[] = []
  for (const { action } of entries) {
    if (action.kind === 'decide' || action.kind === 'check') for (const row of action.rows) rows.add(row)
    else if (action.kind === 'carry') for (const { row } of action.decisions) rows.add(row)
    else if (action.kind === 'renumber') {
      rows = new Set(action.to.filter((row) => row !== null))
      unplaced = action.lines.filter((_, i) => action.to[i] === null)
    }
  }
  const ascending = (list: Iterable<number>) => Array.from(Float64Array.from(list).sort())
  return { rows: ascending(rows), unplaced: ascending(new Set(unplaced)) }
}

/**
 * Rows that an entry named, by their present numbers.
 *
 * @returns null for a row that is not among those read now
 */
export function rowsNow(
  entries: readonly LogEntry[],
  seq: number,
  rows: readonly number[],
): (number | null)[] {
  const later = entries.slice(seq + 1).flatMap(({ action }) => (action.kind === 'renumber' ? [action] : []))
  let at: ({ readonly row: number } | { readonly line: number })[] = rows.map((row) => ({ row }))
  for (const { lines, from, to } of later) {
    const byRow = new Map(from.map((row, i) => [row, i]))
    const byLine = new Map(lines.map((line, i) => [line, i]))
    at = at.map((place) => {
      const i = 'row' in place ? byRow.get(place.row) : byLine.get(place.line)
      if (i === undefined) return place
      const row = to[i] ?? null
      return row === null ? { line: lines[i]! } : { row }
    })
  }
  return at.map((place) => ('row' in place ? place.row : null))
}

/** The hash that stands for the whole log: of its last entry. */
export function logHead(entries: readonly LogEntry[]): string {
  return entries.at(-1)?.hash ?? LOG_START
}

/** The entry that goes to the end of a log. Cost: linear in the action. */
export function nextEntry(
  entries: readonly LogEntry[],
  action: LogAction,
  at: number,
  reviewer: string,
): LogEntry {
  const body = { seq: entries.length, at, reviewer, action, previous: logHead(entries) }
  return { ...body, hash: hashOf(body) }
}

/**
 * Checks that nothing in a log was changed, left out or put in between. A log that was written anew as a whole
 * passes: that is what comparing its head with a printed one is for.
 *
 * @returns null when the chain holds, else the first entry where it does not and what is wrong there
 */
export function brokenAt(
  entries: readonly LogEntry[],
): { readonly seq: number; readonly why: string } | null {
  let previous = LOG_START
  for (const [seq, entry] of entries.entries()) {
    if (entry.seq !== seq) return { seq, why: `it is numbered ${entry.seq}` }
    if (entry.previous !== previous) return { seq, why: 'it does not follow from the entry before it' }
    if (entry.hash !== hashOf(entry)) return { seq, why: 'its content does not match its hash' }
    previous = entry.hash
  }
  return null
}

function hashOf({ seq, at, reviewer, action, previous }: Omit<LogEntry, 'hash'>): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson([previous, seq, at, reviewer, action]))))
}

/** JSON with the keys of every object in order, so that the same content is always the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    // A bulk decision names 200,000 rows: what is written number by number takes a tenth of the time.
    if (value.every(Number.isFinite)) return `[${value.join()}]`
    return `[${value.map((part) => canonicalJson(part ?? null)).join()}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts: string[] = []
  for (const [key, part] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    if (part !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(part)}`)
  return `{${parts.join()}}`
}
