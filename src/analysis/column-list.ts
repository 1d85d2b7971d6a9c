/** Columns that are named in one sentence. */
const NAMED = 3

/**
 * Column names for a sentence: `a`, `a and b`, `a, b and c`, `a, b, c and 9 more columns`.
 *
 * @param names at least one
 */
export function columnList(names: readonly string[]): string {
  const shown = names.slice(0, NAMED)
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more ${more === 1 ? 'column' : 'columns'}`
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}
