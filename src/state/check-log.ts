import { brokenAt, logHead, type LogEntry } from '../analysis/decisions/decision-log.ts'

/** What a check of the chain came to, in a sentence. */
export interface ChainCheck {
  readonly holds: boolean
  readonly sentence: string
}

/** Works every hash of the log out again. Cost: linear in what it holds, so it is done when it is asked for. */
export function checkChain(log: readonly LogEntry[]): ChainCheck {
  const broken = brokenAt(log)
  const entries = `${log.length.toLocaleString()} ${log.length === 1 ? 'entry' : 'entries'}`
  if (broken === null) return { holds: true, sentence: `The chain holds: ${entries}.` }
  const nth = (broken.seq + 1).toLocaleString()
  return { holds: false, sentence: `The chain is broken at entry ${nth}: ${broken.why}.` }
}

/** The hash that stands for the log as it is now. */
export function headOf(log: readonly LogEntry[]): string {
  return logHead(log)
}
