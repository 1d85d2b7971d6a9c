/**
 * The known name that a wrong one was probably meant to be.
 *
 * @param wrong what was written
 * @param known the names there are
 * @returns the name with the fewest letters changed, added, left out or swapped, in any case; null when even that is
 *   another word (more than a third of its letters, and more than one)
 *
 * Cost: the product of the lengths, per name. Source: optimal string alignment distance (Damerau 1964).
 */
export function nearestName(wrong: string, known: readonly string[]): string | null {
  let best: string | null = null
  let least = Infinity
  for (const name of known) {
    const edits = editDistance(wrong.toLowerCase(), name.toLowerCase())
    const limit = Math.max(1, Math.floor(Math.max(wrong.length, name.length) / 3))
    if (edits < least && edits <= limit && edits < name.length) {
      best = name
      least = edits
    }
  }
  return best
}

/** ` Did you mean top?`, or nothing when no name is near. */
export function didYouMean(wrong: string, known: readonly string[], prefix = ''): string {
  const name = nearestName(wrong, known)
  return name === null ? '' : ` Did you mean ${prefix}${name}?`
}

/** Letters changed, added, left out, or swapped with their neighbour, on the way from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, beforeLast[j - 2]! + 1)
      row.push(edits)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
