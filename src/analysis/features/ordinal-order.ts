/** Scales that are often written in words, from the lowest place; what stands together has one place. */
const WORD_SCALES: readonly (readonly string[])[] = [
  [
    'none',
    'very low|lowest|minimal|negligible',
    'low|minor',
    'medium|med|moderate|normal|average|mid',
    'high|major',
    'very high|highest|severe',
    'critical|extreme',
  ],
  ['xxs', 'xs', 's|small', 'm|medium', 'l|large', 'xl', 'xxl', 'xxxl'],
  ['never', 'rarely', 'sometimes', 'often', 'always'],
  ['very poor|very bad', 'poor|bad', 'fair|ok', 'good', 'very good', 'excellent'],
  ['monday|mon', 'tuesday|tue', 'wednesday|wed', 'thursday|thu', 'friday|fri', 'saturday|sat', 'sunday|sun'],
  [
    'january|jan',
    'february|feb',
    'march|mar',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sep',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  ['first', 'second', 'third', 'fourth', 'fifth'],
  ['bronze', 'silver', 'gold', 'platinum', 'diamond'],
]

const LEADING_NUMBER = /^\D{0,12}?(-?\d+(?:[.,]\d+)?)/u

/**
 * An order of texts that can be read from the texts: numbers at or near their beginning (`18–25`, `Level 3`,
 * `< 5`), or words of one known scale (`low`, `medium`, `high`; weekdays; months).
 *
 * @param texts distinct
 * @returns the place of each from 0, equal ones sharing a place; null where there is no such order
 */
export function ordinalOrder(texts: readonly string[]): Float64Array | null {
  if (texts.length < 2) return null
  const keys = numbersOf(texts) ?? wordPlaces(texts)
  if (keys === null) return null
  const distinct = [...new Set(keys)].sort((a, b) => a - b)
  return distinct.length < 2 ? null : Float64Array.from(keys, (key) => distinct.indexOf(key))
}

function numbersOf(texts: readonly string[]): number[] | null {
  const numbers = texts.map((text) => {
    const digits = LEADING_NUMBER.exec(text.trim())?.[1]
    if (digits === undefined) return NaN
    // `< 5` comes before `5`, and `> 5` or `5+` after it.
    const nudge = /^\s*[<≤]/u.test(text) ? -0.5 : /^\s*[>≥]|\+\s*$/u.test(text) ? 0.5 : 0
    return Number(digits.replace(',', '.')) + nudge
  })
  if (numbers.some((value) => value !== value)) return null
  // Codes that differ only behind their number have no order.
  return new Set(numbers).size === texts.length ? numbers : null
}

function wordPlaces(texts: readonly string[]): number[] | null {
  const words = texts.map((text) => text.trim().toLowerCase())
  for (const scale of WORD_SCALES) {
    const places = words.map((word) => scale.findIndex((names) => names.split('|').includes(word)))
    if (places.every((place) => place >= 0)) return places
  }
  return null
}
