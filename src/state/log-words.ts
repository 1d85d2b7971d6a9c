import type { DecisionPatch } from '../analysis/decisions/decision.ts'
import type { LogAction, LogEntry } from '../analysis/decisions/decision-log.ts'
import { LABEL_WORDS } from './decision-words.ts'

/** What an entry of the log did, in plain words. Entries are counted from 1. */
export function entryWords(action: LogAction, log: readonly LogEntry[]): string {
  switch (action.kind) {
    case 'decide':
      return `${decideWords(action.rows, action)}${action.blind ? ', blind' : ''}${
        action.seen ? ` but for ${rowsOf(action.seen.length)} seen before` : ''
      }`
    case 'undo':
    case 'redo': {
      const of = log[action.of]
      const what = of ? ` (${entryWords(of.action, log)})` : ''
      return `${action.kind === 'undo' ? 'Took back' : 'Brought back'} entry ${number(action.of + 1)}${what}`
    }
    case 'file':
      return `Opened ${action.name}: ${rowsOf(action.rows)}, SHA-256 ${shortHash(action.sha256)}`
    case 'check':
      return `Drew ${rowsOf(action.rows.length)} at random from below the line (seed ${action.seed})${
        action.places ? ', and mixed their places in the queue by it' : ''
      }`
    case 'reveal':
      return `Showed score, rank and reasons of ${counted(action.rows.length, 'undecided random check')}`
    case 'carry':
      return `Took over ${counted(action.decisions.length, 'decision')} from another version of the file, matched by ${action.key}${
        action.unmatched ? `; ${counted(action.unmatched.length, 'decision')} found no row` : ''
      }`
    case 'renumber':
      return 'The file was read in another way; decisions went with their lines'
  }
}

/** `Row 812: anomaly, reason “Duplicate”`. */
export function decideWords(rows: readonly number[], patch: DecisionPatch): string {
  return `${rowsWords(rows)}: ${patchWords(patch)}`
}

/** `Row 812`, or `40 rows`. Rows are counted from 1, as everywhere on the page. */
export function rowsWords(rows: readonly number[]): string {
  const [first] = rows
  return rows.length === 1 && first !== undefined ? `Row ${number(first + 1)}` : rowsOf(rows.length)
}

function patchWords({ label, reason, note }: DecisionPatch): string {
  const words: string[] = []
  if (label !== undefined) words.push(label === null ? 'label taken away' : LABEL_WORDS[label].toLowerCase())
  if (reason !== undefined) words.push(reason === null ? 'reason taken away' : `reason “${reason}”`)
  if (note !== undefined) words.push(note === null ? 'note taken away' : `note “${shortened(note)}”`)
  return words.join(', ') || 'nothing changed'
}

/** As much of a hash as is told apart at a glance. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8)
}

const NOTE_SHOWN = 60

function shortened(note: string): string {
  const line = note.replace(/\s+/g, ' ')
  return line.length > NOTE_SHOWN ? `${line.slice(0, NOTE_SHOWN - 1)}…` : line
}

function rowsOf(n: number): string {
  return counted(n, 'row')
}

function counted(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`
}

function number(n: number): string {
  return n.toLocaleString()
}
