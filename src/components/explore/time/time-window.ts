import type { TimeBuckets } from '../../../analysis/calendar/time-buckets.ts'

/** Buckets that are drawn: from, and the one after the last. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** More bars than pixels cannot be told apart. */
export const MAX_SHOWN = 2000

/** What is shown first: everything, unless that is too much or a few far dates would squeeze the rest. */
export function firstWindow({ counts, central }: Pick<TimeBuckets, 'counts' | 'central'>): Window {
  const count = counts.length
  const [first, last] = central
  if (count <= MAX_SHOWN && last - first + 1 > count / 2) return { from: 0, to: count }
  if (last - first < MAX_SHOWN) {
    // With a little of what is around it, so that its ends can be seen to be ends.
    const around = Math.min(MAX_SHOWN - (last - first + 1), Math.ceil((last - first + 1) * 0.03) + 1)
    const from = Math.max(0, first - Math.floor(around / 2))
    return { from, to: Math.min(count, last + 1 + Math.ceil(around / 2)) }
  }
  // Around the bucket that holds the middle row.
  let total = 0
  for (const n of counts) total += n
  let before = 0
  let middle = 0
  while (middle < count - 1 && before + counts[middle]! <= total / 2) before += counts[middle++]!
  const from = Math.max(0, Math.min(count - MAX_SHOWN, middle - MAX_SHOWN / 2))
  return { from, to: Math.min(count, from + MAX_SHOWN) }
}

/** Half of what is shown earlier or later; what is seen stays as wide. */
export function moveWindow({ from, to }: Window, count: number, direction: 1 | -1): Window {
  const size = to - from
  const start = Math.max(0, Math.min(count - size, from + direction * Math.max(1, Math.floor(size / 2))))
  return { from: start, to: start + size }
}
