import type { ColumnStatistics } from '../profile/summarise.ts'
import type { CategoryColumn } from '../table/table.ts'

/** Words for a missing value, lower case. `none`, `no`, `other` and `test` may well be answers. */
const WORDS: ReadonlySet<string> = new Set([
  '?',
  '??',
  '???',
  '.',
  '..',
  '...',
  '--',
  '---',
  '#n/a',
  '#ref!',
  '#value!',
  '#div/0!',
  '#name?',
  '#null!',
  '#num!',
  '(blank)',
  '(empty)',
  '(none)',
  '(null)',
  '(unknown)',
  '<na>',
  '<null>',
  '[null]',
  'empty',
  'missing',
  'n.a',
  'n.a.',
  'n/a',
  'n\\a',
  'na/na',
  'nan',
  'nil',
  'not applicable',
  'not available',
  'not known',
  'not provided',
  'not specified',
  'not stated',
  'null',
  'tba',
  'tbc',
  'tbd',
  'to be determined',
  'undefined',
  'unk',
  'unknown',
  'unspecified',
  'xxx',
  'xxxx',
  'dummy',
  'asdf',
  'lorem ipsum',
  'unbekannt',
  'keine angabe',
  'k.a.',
  'k. a.',
  'inconnu',
  'non renseigné',
  'desconocido',
  'sconosciuto',
  'onbekend',
])
/** Numbers among words that are placeholders where no other value is a number. */
const NUMBER = /^[-−]?9{3,}$|^-1$/
const ANY_NUMBER = /^[-−]?\d+([.,]\d+)?$/

/** Codes of the category values that look like placeholders for a missing one. */
export function placeholderWords(
  column: CategoryColumn,
  { levelCounts, distinct }: ColumnStatistics,
): number[] {
  if (levelCounts === null || distinct < 2) return []
  const codes: number[] = []
  const numbers: number[] = []
  let otherNumbers = 0
  for (const [code, text] of column.dictionary.entries()) {
    if (levelCounts[code] === 0) continue
    const word = text.trim().toLowerCase()
    if (WORDS.has(word)) codes.push(code)
    else if (NUMBER.test(word)) numbers.push(code)
    else if (ANY_NUMBER.test(word)) otherNumbers++
  }
  return otherNumbers === 0 ? [...codes, ...numbers].sort((a, b) => a - b) : codes
}
