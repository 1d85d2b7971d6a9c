import type { CategoryColumn } from '../table/table.ts'
import { counted, type FindingRule, type Found, type SentencePart } from './finding.ts'
import { rowsOfCodes } from './rows-where.ts'
import type { Work } from '../work.ts'

const SHOWN = 3

/** Values of a category that differ in letter case, accents' encoding or blanks only; codes and ids are left alone. */
export const caseVariants: FindingRule = {
  kind: 'case-variants',
  title: 'One value in several spellings',
  plural: 'columns with one value in several spellings',
  *find({ table, statistics, roles }) {
    const found: Found[] = []
    for (const column of table.columns) {
      const { levelCounts } = statistics[column.index]!
      if (column.type !== 'category' || levelCounts === null || roles[column.index]!.role === 'id') continue
      const groups = yield* spellings(column, levelCounts)
      if (groups.length === 0) continue
      // The most frequent spelling is taken for the right one.
      const others = groups.flatMap((codes) => codes.slice(1))
      const count = others.reduce((sum, code) => sum + levelCounts[code]!, 0)
      found.push({
        severity: 'notable',
        columns: [column.index],
        count,
        sentence: [
          { column: column.index },
          ' has ',
          ...counted(groups.length, 'value'),
          ' in several spellings that differ in letter case or blanks only: ',
          ...examples(column, groups),
          '. ',
          ...counted(count, 'row has', 'rows have'),
          ' a rarer spelling and ',
          count === 1 ? 'is' : 'are',
          ' compared as if it meant something else.',
        ],
        rows: rowsOfCodes(column, others),
      })
      yield
    }
    return found
  },
}

/** Groups of codes that are one value, in each the most frequent first; groups by the rows of their rarer spellings. */
function* spellings(column: CategoryColumn, counts: Uint32Array): Work<readonly (readonly number[])[]> {
  const byFold = new Map<string, number[]>()
  for (const [code, text] of column.dictionary.entries()) {
    if (code % 16384 === 16383) yield
    if (counts[code] === 0) continue
    const fold = text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
    // One letter in either case may well be two codes.
    if (fold.length < 2 || fold.toUpperCase() === fold) {
      if (text === fold || text.trim() === text) continue
    }
    const known = byFold.get(fold)
    if (known === undefined) byFold.set(fold, [code])
    else known.push(code)
  }
  const weight = (codes: readonly number[]) => codes.slice(1).reduce((sum, code) => sum + counts[code]!, 0)
  return [...byFold.values()]
    .filter((codes) => codes.length > 1)
    .map((codes) => codes.sort((a, b) => counts[b]! - counts[a]! || a - b))
    .sort((a, b) => weight(b) - weight(a) || a[0]! - b[0]!)
}

function examples({ dictionary }: CategoryColumn, groups: readonly (readonly number[])[]): SentencePart[] {
  const parts: SentencePart[] = []
  groups.slice(0, SHOWN).forEach((codes, i) => {
    if (i > 0) parts.push('; ')
    codes.slice(0, SHOWN).forEach((code, k) => {
      if (k > 0) parts.push(', ')
      parts.push({ text: dictionary[code]! })
    })
  })
  if (groups.length > SHOWN) parts.push(' …')
  return parts
}
