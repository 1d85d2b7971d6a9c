import { rankedPairs, readingAt, type Correlations } from './readings.ts'

/**
 * Every pair of the matrix as a line: the two columns, the coefficient and which, rows, interval. Pairs with a
 * figure come first, by size; the others have an empty cell.
 */
export function correlationCsv(answer: Correlations, names: readonly string[]): string {
  const size = answer.columns.length
  const lines = [
    ['column', 'other column', 'method', 'coefficient', 'rows', 'low 95 %', 'high 95 %'].join(','),
  ]
  const line = (i: number, j: number) => {
    const { value, rows, low, high, method } = readingAt(answer, i, j)
    const figures = [value, rows, low, high].map((figure) => (figure === figure ? String(figure) : ''))
    lines.push([cell(names[i] ?? ''), cell(names[j] ?? ''), method ?? '', ...figures].join(','))
  }
  for (const { i, j } of rankedPairs(answer)) line(i, j)
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) if (!(answer.values[i * size + j]! <= 1)) line(i, j)
  }
  return `${lines.join('\r\n')}\r\n`
}

/** Names come from the file: a spreadsheet must not run them. */
function cell(text: string): string {
  const inert = /^[\s]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
