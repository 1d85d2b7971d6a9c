/** Spellings of a missing value, lower case, without surrounding blanks. */
const SPELLINGS: ReadonlySet<string> = new Set([
  '',
  'na',
  'n/a',
  'n.a.',
  '#n/a',
  '#na',
  'null',
  'nil',
  'none',
  'nan',
  '-nan',
  'nat',
  '-',
  '--',
  '.',
  '?',
  '\\n',
  '(null)',
  '<na>',
  '<null>',
  'missing',
  '#null!',
  '#div/0!',
  '#value!',
  '#ref!',
  '#name?',
  '#num!',
])

const LONGEST = 8

/**
 * Whether a cell is empty or spells a missing value (`NA`, `null`, `-`, `#N/A` …), in any case and
 * with any blanks around it.
 */
export function isMissing(cell: string): boolean {
  if (cell.length === 0) return true
  if (cell.length <= LONGEST) return SPELLINGS.has(cell) || SPELLINGS.has(cell.trim().toLowerCase())
  const first = cell.charCodeAt(0)
  if (first > 32 && first !== 0xa0) return false
  const text = cell.trim()
  return text.length <= LONGEST && SPELLINGS.has(text.toLowerCase())
}
