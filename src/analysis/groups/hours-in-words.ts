/** Rows whose hours a span must hold to be said of all of them. */
const MOST_OF = 0.8
/** Longer spans say nothing. */
const LONGEST = 8

/**
 * The shortest span of the day that holds most of some hours.
 *
 * @param hours 0 … 23; −1 is missing
 * @returns e.g. `at night` with `01:00–04:59`; null where the hours are all over the day
 */
export function hoursInWords(hours: readonly number[]): { words: string; range: string } | null {
  const counts = new Uint32Array(24)
  for (const hour of hours) if (hour >= 0) counts[hour]!++
  const present = counts.reduce((a, b) => a + b, 0)
  if (present < MOST_OF * hours.length) return present === 0 ? { words: 'missing', range: '' } : null
  for (let length = 1; length <= LONGEST; length++) {
    let best = -1
    let most = 0
    for (let from = 0; from < 24; from++) {
      let held = 0
      for (let step = 0; step < length; step++) held += counts[(from + step) % 24]!
      if (held > most) {
        most = held
        best = from
      }
    }
    if (most >= MOST_OF * hours.length) return inWords(best, (best + length - 1) % 24, length)
  }
  return null
}

function inWords(from: number, to: number, length: number): { words: string; range: string } {
  return { words: partOfDay(from, length) ?? 'at', range: `${two(from)}:00–${two(to)}:59` }
}

/** What some hours in a row are called; null: nothing in particular. */
export function partOfDay(from: number, length: number): string | null {
  const within = (start: number, span: number) => ((from - start + 24) % 24) + length <= span
  if (within(22, 8)) return 'at night'
  if (within(5, 4)) return 'early in the morning'
  return within(17, 6) ? 'in the evening' : null
}

function two(hour: number): string {
  return String(hour).padStart(2, '0')
}
