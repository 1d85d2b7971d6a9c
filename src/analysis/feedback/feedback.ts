/**
 * Learning from decisions: a ranking is changed by what was decided about some of its rows.
 *
 * How every door uses it (the page's engine, the command line):
 *
 *   const lessons = lessonsOf(playLog(log).decisions)
 *   const ranking = await session.learn(lessons, host)   // Session, after `detect`
 *
 * `session.learn` makes the learned ranking the session's own: exports, details and questions follow it. Lessons
 * that teach nothing (none, or only `unsure`) bring the detector's own ranking back, to the bit. On the command line
 * it is called when `settings.feedback?.on` is true and there are decisions; the cut is resolved afterwards.
 */
import { DECISION_LABELS, type Decision, type DecisionLabel } from '../decisions/decision.ts'

/** What was decided about a row. `unsure` teaches nothing, but the row counts as decided: it keeps its place. */
export interface Lesson {
  readonly row: number
  readonly label: DecisionLabel
}

/** Whether and how decisions changed a ranking's order. */
export interface Learned {
  /** Lessons that taught something: anomalies and false alarms. */
  readonly decisions: number
  /** Of these: anomalies. */
  readonly positives: number
  /** Whether the weights of the columns were learned too, beside those of the forest's paths. */
  readonly method: 'paths' | 'paths-and-columns'
}

/**
 * The lessons of some decisions, in the order in which the rows got their label; notes alone are none.
 *
 * Cost: linear in the decisions.
 */
export function lessonsOf(decisions: ReadonlyMap<number, Decision>): Lesson[] {
  const lessons: Lesson[] = []
  for (const [row, { label }] of decisions) if (label !== null) lessons.push({ row, label })
  return lessons
}

/** Lessons as two lists of equal length: what goes from thread to thread in no time, however many they are. */
export interface PackedLessons {
  readonly rows: Uint32Array
  /** Positions in `DECISION_LABELS`. */
  readonly labels: Uint8Array
}

export function packLessons(decisions: ReadonlyMap<number, Decision>): PackedLessons {
  const rows = new Uint32Array(decisions.size)
  const labels = new Uint8Array(decisions.size)
  let count = 0
  decisions.forEach(({ label }, row) => {
    if (label === null) return
    rows[count] = row
    labels[count++] = DECISION_LABELS.indexOf(label)
  })
  return { rows: rows.slice(0, count), labels: labels.slice(0, count) }
}

export function unpackLessons({ rows, labels }: PackedLessons): Lesson[] {
  return Array.from(rows, (row, i) => ({ row, label: DECISION_LABELS[labels[i]!] ?? 'unsure' }))
}

/** Whether two packs hold the same lessons in the same order. */
export function sameLessons(a: PackedLessons, b: PackedLessons): boolean {
  return (
    a.rows.length === b.rows.length &&
    a.rows.every((row, i) => row === b.rows[i] && a.labels[i] === b.labels[i])
  )
}

/** Whether there is anything to learn from. */
export function teaches(lessons: readonly Lesson[]): boolean {
  return lessons.some(({ label }) => label !== 'unsure')
}

/** Equal for equal lessons in the same order. */
export function lessonsKey(lessons: readonly Lesson[]): string {
  return lessons.map(({ row, label }) => `${row}:${label}`).join()
}

export function packTeaches({ labels }: PackedLessons): boolean {
  const unsure = DECISION_LABELS.indexOf('unsure')
  return labels.some((label) => label !== unsure)
}
