import type { SessionProgress } from '../../state/sessions-state.ts'

const DAY_MS = 86_400_000

/** How far a review is: `12 of 40 decided`. Rows below the line that were decided too are said beside it. */
export function progressText({ decided, decidedFlagged, flagged }: SessionProgress): string {
  if (decided === 0) return `nothing decided yet, ${count(flagged)} flagged`
  const beyond = decided - decidedFlagged
  const of = `${count(decidedFlagged)} of ${count(flagged)} decided`
  return beyond > 0 ? `${of}, and ${count(beyond)} below the line` : of
}

/** When something was, as people say it: `today 10:12`, `yesterday 18:03`, `3 March 2026`. */
export function whenText(at: number, now: number, locale?: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone }
  const day = (ms: number) => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone }).format(ms)
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone }).format(at)
  if (day(at) === day(now)) return `today ${time}`
  if (day(at) === day(now - DAY_MS)) return `yesterday ${time}`
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...zone }).format(at)
}

/** How long ago something was saved: `just now`, `8 s ago`, `3 min ago`, then the time. */
export function agoText(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  if (seconds < 2) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`
  return whenText(at, now)
}

function count(n: number): string {
  return n.toLocaleString()
}
