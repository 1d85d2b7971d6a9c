/** Steps of grey for shares of missing cells; even a single cell of a block is seen. */
export const SHADES = [0.25, 0.5, 0.75, 1] as const

/**
 * A strip of blocks as one path per shade, a unit wide and high each; blocks next to each other of one shade are
 * one piece.
 *
 * @param counts (blocks,) missing cells
 * @param starts (blocks + 1,) first row of each block
 */
export function stripPaths(counts: Uint32Array, starts: Uint32Array): readonly string[] {
  const paths = SHADES.map(() => '')
  let from = 0
  const shadeOf = (block: number): number => {
    const rows = starts[block + 1]! - starts[block]!
    const share = rows > 0 ? counts[block]! / rows : 0
    return share === 0 ? -1 : SHADES.findIndex((top) => share <= top)
  }
  for (let block = 1; block <= counts.length; block++) {
    if (block < counts.length && shadeOf(block) === shadeOf(from)) continue
    const shade = shadeOf(from)
    if (shade >= 0) paths[shade]! += `M${from} 0h${block - from}v1h${from - block}z`
    from = block
  }
  return paths
}

/** The block that each row is in. */
export function blockOfRows(starts: Uint32Array): Uint16Array {
  const rows = new Uint16Array(starts[starts.length - 1] ?? 0)
  for (let block = 0; block + 1 < starts.length; block++) rows.fill(block, starts[block], starts[block + 1])
  return rows
}

/** Rows of blocks as pixels, opaque by the share that is missing: for more columns than there is room for strips. */
export function matrixPixels(
  counts: Uint32Array,
  starts: Uint32Array,
  [red, green, blue]: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const blocks = starts.length - 1
  const pixels = new Uint8ClampedArray(counts.length * 4)
  for (let i = 0; i < counts.length; i++) {
    const rows = starts[(i % blocks) + 1]! - starts[i % blocks]!
    const share = rows > 0 ? counts[i]! / rows : 0
    pixels.set([red, green, blue, share === 0 ? 0 : 50 + 205 * share], i * 4)
  }
  return pixels
}
