import { createRng } from '../math/rng.ts'

/**
 * Rows drawn at random from those below the line, each as likely as any other and none twice.
 *
 * @param order row indices by score, descending
 * @param cut how many of them are flagged: these are not drawn
 * @param count how many; fewer where fewer are left
 * @param seed the same seed draws the same rows
 * @param without rows that were drawn before: together with the new ones they are one random draw
 * @returns row indices in the order in which they were drawn
 *
 * Cost: count, but where most rows below the line are drawn, these rows.
 */
export function drawBelow(
  order: Uint32Array,
  cut: number,
  count: number,
  seed: number,
  without: ReadonlySet<number> = new Set(),
): number[] {
  const rng = createRng(seed)
  const below = order.subarray(cut)
  const drawn: number[] = []
  if (2 * (count + without.size) >= below.length) {
    const left = below.filter((row) => !without.has(row))
    for (let i = 0; i < left.length && i < count; i++) {
      const j = i + rng.below(left.length - i)
      drawn.push(left[j]!)
      left[j] = left[i]!
    }
    return drawn
  }
  const taken = new Set(without)
  while (drawn.length < count) {
    const row = below[rng.below(below.length)]!
    if (taken.has(row)) continue
    taken.add(row)
    drawn.push(row)
  }
  return drawn
}
