import { isBlankRow } from './delimiter.ts'
import { isMissing } from './missing.ts'
import { scanDatetime } from './parse-datetime.ts'
import { scanNumber } from './parse-number.ts'

type Rows = readonly (readonly string[])[]

const LOOKED_AT = 200
const TITLE_WORDS =
  /(?:^|[^a-z])(?:id|no|nr|name|names|date|time|datetime|timestamp|year|month|day|amount|value|total|sum|price|cost|qty|quantity|count|number|code|type|category|class|label|status|state|country|city|address|street|zip|postcode|phone|tel|email|url|title|description|comment|comments|note|notes|text|content|message|key|account|customer|client|vendor|supplier|merchant|product|item|order|invoice|user|gender|sex|age|currency|latitude|longitude|lat|lon|lng|col|column|field|feature|file|path|index|rank|score|source|target|first|last|group|region|department)(?:[^a-z]|\d|$)/i

/** Whether `names` reads like titles over `body` rather than like one more of its rows. */
export function looksLikeHeader(names: readonly string[], body: Rows): boolean {
  const rows = body.filter((row) => !isBlankRow(row) && !isRepeat(row, names)).slice(0, LOOKED_AT)
  let pro = 0
  let contra = 0
  let repeated = 0
  let otherShape = 0
  let filled = 0
  for (const [c, raw] of names.entries()) {
    const name = raw.trim()
    if (name === '') continue
    filled++
    const cells = rows.map((row) => row[c] ?? '').filter((cell) => !isMissing(cell))
    const typed = cells.length > 0 && cells.filter(isTyped).length >= 0.8 * cells.length
    if (isTyped(name)) {
      if (typed || cells.length === 0) contra++
      else if (!/^(?:19|20)\d\d(?:\D.*)?$/.test(name)) contra += 0.5
    } else if (typed) pro++
    else if (isMissing(name)) contra += 0.25
    if (cells.includes(raw)) repeated++
    if (cells.length > 0 && !cells.some((cell) => shape(cell) === shape(name))) otherShape++
  }
  if (filled === 0) return false
  if (rows.length === 0) return contra === 0
  if (pro > 0 || contra > 0) return pro > contra
  const titled = names.some((name) => TITLE_WORDS.test(spaced(name)))
  if (repeated > 0) return titled && repeated * 2 < filled && rows.length > 3
  // Words over words: titles have another shape than the values, or say what they are.
  return titled || otherShape > 0
}

/** Whether `row` is a second line of titles under `names`: words only, under gaps or under a spanning title. */
export function continuesHeader(names: readonly string[], row: readonly string[]): boolean {
  let under = 0
  let filled = 0
  let blanks = 0
  for (let c = 0; c < Math.max(names.length, row.length); c++) {
    const cell = (row[c] ?? '').trim()
    const name = (names[c] ?? '').trim()
    if (cell === '') {
      blanks++
      continue
    }
    if (isTyped(cell) || isMissing(cell)) return false
    filled++
    const spans = name !== '' && (names[c + 1] ?? '').trim() === '' && c + 1 < names.length
    if (name === '' || spans) under++
  }
  return filled >= 2 && blanks >= 1 && (row[0] ?? '').trim() === '' && under >= filled - 1
}

/** Joins lines of titles: a spanning title goes before those under it. */
export function joinHeader(lines: Rows): string[] {
  const width = Math.max(...lines.map((line) => line.length))
  const joined: string[] = Array.from({ length: width }, () => '')
  for (const [l, line] of lines.entries()) {
    let spanning = ''
    const below = lines.slice(l + 1)
    for (let c = 0; c < width; c++) {
      const cell = (line[c] ?? '').trim()
      if (cell !== '') spanning = cell
      const reaches = cell === '' && below.some((next) => (next[c] ?? '').trim() !== '')
      const part = cell !== '' ? cell : reaches ? spanning : ''
      if (part !== '' && joined[c] !== part) joined[c] = joined[c] === '' ? part : `${joined[c]} ${part}`
    }
  }
  return joined
}

/**
 * Makes names unique without collision and gives nameless columns one: `a,b,a,a_1` becomes
 * `a, b, a_2, a_1`, an empty name `column_3`. Non-breaking and other blanks around a name are cut.
 */
export function uniqueNames(raw: readonly string[]): {
  names: string[]
  renamed: string[]
  unnamed: number[]
} {
  const cleaned = raw.map((name) => name.replace(/[\s\u00a0]+/g, ' ').trim())
  const taken = new Set(cleaned.filter((name) => name !== ''))
  const used = new Set<string>()
  const renamed: string[] = []
  const unnamed: number[] = []
  const names = cleaned.map((name, c) => {
    if (name !== '' && !used.has(name)) {
      used.add(name)
      return name
    }
    let unique: string
    if (name === '') {
      unnamed.push(c)
      unique = `column_${c + 1}`
      for (let k = 2; taken.has(unique) || used.has(unique); k++) unique = `column_${c + 1}_${k}`
    } else {
      let k = 2
      do unique = `${name}_${k++}`
      while (taken.has(unique) || used.has(unique))
      renamed.push(unique)
    }
    used.add(unique)
    return unique
  })
  return { names, renamed, unnamed }
}

function isRepeat(row: readonly string[], names: readonly string[]): boolean {
  return row.length === names.length && row.length > 1 && row.every((cell, c) => cell === names[c])
}

function isTyped(cell: string): boolean {
  return (
    scanNumber(cell) !== null || scanDatetime(cell) !== null || /^\d{1,2}:\d{2}(?::\d{2})?$/.test(cell.trim())
  )
}

/** Letters, digits and signs in outline: `TEST5` and `TEST13` look alike, `Name` and `ACME Ltd` do not. */
function shape(text: string): string {
  return text
    .trim()
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/[\p{Ll}\p{Lo}]+/gu, 'a')
    .replace(/\p{N}+/gu, '9')
    .replace(/\s+/g, ' ')
    .replace(/\0/g, '')
}

/** Names titles apart that are written together: `customerId`, `TX_AMOUNT`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ')
}
