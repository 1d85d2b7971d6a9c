import { formatNumberOf } from '../controls/amounts.ts'
import { formatCount, formatRows } from '../plots/format.ts'
import type { CorrelationRequest } from './choices.ts'
import { coefficientText, nameOf, rankedPairs, type Correlations } from './readings.ts'

export const METHOD_NAMES: Readonly<Record<CorrelationRequest['method'], string>> = {
  auto: 'Auto',
  pearson: 'Pearson',
  spearman: 'Spearman',
  kendall: 'Kendall',
  'cramers-v': 'Cramér’s V',
  eta: 'η',
}

/** `1,000 rows`, `20 flagged rows`, `312 selected rows`. */
export function populationText(among: CorrelationRequest['among']['kind'], rows: number): string {
  if (among === 'all') return formatRows(rows)
  const kind = among === 'flagged' ? 'flagged' : 'selected'
  return `${formatCount(rows)} ${kind} ${rows === 1 ? 'row' : 'rows'}`
}

/** What the heatmap shows, in a sentence: columns, rows, coefficient, the strongest pair. */
export function summarise(
  answer: Correlations,
  names: readonly string[],
  method: CorrelationRequest['method'],
  among: CorrelationRequest['among']['kind'],
): string {
  const [first] = rankedPairs(answer, 1)
  const what = method === 'auto' ? autoText(answer) : METHOD_NAMES[method]
  const strongest =
    first !== undefined && first.method !== null
      ? `; strongest: ${names[first.i] ?? ''} and ${names[first.j] ?? ''}, ${nameOf(first.method)} ${coefficientText(first.value)}`
      : ''
  return `${what} of ${formatNumberOf(answer.columns.length, 'column')}, ${populationText(among, answer.rowCount)}${strongest}`
}

/** Only the coefficients that there are. */
function autoText(answer: Correlations): string {
  const used = new Set(answer.methods)
  const names = answer.methodNames.filter((_, k) => used.has(k)).map(nameOf)
  if (names.length < 2) return names[0] ?? 'Auto'
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
