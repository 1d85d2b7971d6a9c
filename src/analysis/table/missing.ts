/** Spellings of a missing value among numbers and datetimes, lower case, without surrounding blanks. */
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

/** Among words only what can hardly be a word: `none` or `missing` may well be an answer, and `na` a name. */
const WORD_SPELLINGS: ReadonlySet<string> = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  'null',
  'NULL',
  'NaN',
  'nan',
  '-',
])

/** Whether a cell of a category or text column is empty or spells a missing value, with any blanks around it. */
export function isMissingWord(cell: string): boolean {
  return cell.length === 0 || (isMissing(cell) && WORD_SPELLINGS.has(cell.trim()))
}

/**
 * Whether a cell of a number or datetime column is empty or spells a missing value (`NA`, `none`, `-`, `#N/A` …),
 * in any case and with any blanks around it.
 */
export function isMissing(cell: string): boolean {
  if (cell.length === 0) return true
  if (cell.length <= LONGEST) return SPELLINGS.has(cell) || SPELLINGS.has(cell.trim().toLowerCase())
  const first = cell.charCodeAt(0)
  if (first > 32 && first !== 0xa0) return false
  const text = cell.trim()
  return text.length <= LONGEST && SPELLINGS.has(text.toLowerCase())
}
