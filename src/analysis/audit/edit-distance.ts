/**
 * Whether two texts differ by exactly one edit: a character replaced, inserted, left out, or two neighbours swapped
 * (Damerau–Levenshtein distance 1).
 *
 * @param a any text
 * @param b any text
 * @returns the edit; null when they are equal or further apart
 * Cost: linear in the shorter text.
 */
export function oneEdit(a: string, b: string): 'swapped' | 'replaced' | 'inserted' | null {
  if (a.length > b.length) return oneEdit(b, a)
  if (b.length - a.length > 1 || a === b) return null
  let start = 0
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++
  if (b.length > a.length) return a.slice(start) === b.slice(start + 1) ? 'inserted' : null
  const rest = a.slice(start + 1)
  if (rest === b.slice(start + 1)) return 'replaced'
  const isSwap =
    a.charCodeAt(start) === b.charCodeAt(start + 1) &&
    a.charCodeAt(start + 1) === b.charCodeAt(start) &&
    a.slice(start + 2) === b.slice(start + 2)
  return isSwap ? 'swapped' : null
}
