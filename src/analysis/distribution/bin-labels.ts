import { localized } from '../explain/format.ts'

/**
 * What each bin is called: its edges with as many digits as tell them apart, `< a` and `≥ b` where it is
 * open, or its value where every bin holds one whole number.
 *
 * @param edges ascending; only the first and the last may be infinite
 * @returns one label per bin
 */
export function binLabels(edges: readonly number[]): string[] {
  const finite = edges.filter((edge) => edge - edge === 0)
  const oneEach = finite.every(
    (edge, i) => Math.floor(edge) === edge && (i === 0 || edge - finite[i - 1]! === 1),
  )
  const digits = digitsFor(finite)
  const texts = edges.map((edge) => write(edge, digits))
  return edges.slice(1).map((upper, bin) => {
    const lower = edges[bin]!
    if (lower === -Infinity) return upper === Infinity ? 'any number' : `< ${texts[bin + 1]!}`
    if (upper === Infinity) return `≥ ${texts[bin]!}`
    return oneEach ? texts[bin]! : `${texts[bin]!} – ${texts[bin + 1]!}`
  })
}

/** Significant digits that all edges are written exactly with; 15 where that takes more. */
function digitsFor(edges: readonly number[]): number {
  let digits = 1
  for (const edge of edges) while (digits < 15 && Number(edge.toPrecision(digits)) !== edge) digits++
  return digits
}

function write(value: number, digits: number): string {
  const size = Math.abs(value)
  const notation = size > 0 && (size < 1e-4 || size >= 1e15) ? { notation: 'scientific' as const } : {}
  return localized(value, 'en-US', { maximumSignificantDigits: digits, ...notation })
}
