import type { Learned } from '../../../analysis/feedback/feedback.ts'
import type { Origin } from '../../../state/learned-moves.ts'
import { formatCount } from '../../plots/format.ts'

/** `Learned from 7 decisions: 3 anomalies, 4 false alarms.` */
export function learnedWords({ decisions, positives }: Pick<Learned, 'decisions' | 'positives'>): string {
  const alarms = decisions - positives
  const parts = [
    positives > 0 ? counted(positives, 'anomaly', 'anomalies') : '',
    alarms > 0 ? counted(alarms, 'false alarm', 'false alarms') : '',
  ].filter((part) => part !== '')
  return `Learned from ${counted(decisions, 'decision', 'decisions')}: ${parts.join(', ')}.`
}

/** How it was learned, for people. */
export function methodWords({ method, positives }: Learned): string {
  return method === 'paths-and-columns'
    ? `Rows like the anomalies move up, rows like the false alarms move down. With ${formatCount(positives)} anomalies the weight of each column is learned too.`
    : 'Rows like the anomalies move up, rows like the false alarms move down. From 5 anomalies on, the weight of each column is learned too.'
}

/** `Of the next 200 rows, 150 ranked 1 to 200 before, 50 ranked 201 to 1,000.` */
export function originWords(origins: readonly Origin[]): string {
  const total = origins.reduce((sum, { rows }) => sum + rows, 0)
  const parts = origins
    .filter(({ rows }) => rows > 0)
    .map(({ from, to, rows }) => `${formatCount(rows)} ranked ${formatCount(from)} to ${formatCount(to)}`)
  return total === 0
    ? 'Every row is decided.'
    : `Of the next ${counted(total, 'undecided row', 'undecided rows')}, ${parts.join(', ')} before.`
}

function counted(n: number, one: string, many: string): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`
}
