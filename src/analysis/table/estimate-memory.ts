/** Content bytes per stored byte of a gzip file of tables; real ones are 3–6. */
const GZIP_RATIO = 5
/** Bytes held per content byte while reading: columns, offsets, dictionaries, one assembled column. */
const HELD_PER_BYTE = 2.5
/** Further bytes per content byte for the feature matrix, scores and rankings. */
const ENGINE_PER_BYTE = 1.5
const BASE_BYTES = 64 * 1024 * 1024

/**
 * Estimates the memory that reading and analysing a file takes, before it is read.
 *
 * @param size stored bytes (0 when unknown: then 0 comes back); `gzip` whether they are compressed. Cost: none.
 */
export function estimateMemory(size: number, gzip: boolean): number {
  if (size <= 0) return 0
  return Math.round(BASE_BYTES + size * (gzip ? GZIP_RATIO : 1) * (HELD_PER_BYTE + ENGINE_PER_BYTE))
}

/** How many rows of such a file fit into the limit, given the mean bytes per row of its head. */
export function rowsThatFit(limitBytes: number, bytesPerRow: number): number {
  const room = Math.max(limitBytes - BASE_BYTES, limitBytes / 4)
  const rows = Math.floor(room / (Math.max(8, bytesPerRow) * (HELD_PER_BYTE + ENGINE_PER_BYTE)))
  const step = rows >= 1_000_000 ? 100_000 : rows >= 10_000 ? 1000 : 100
  return Math.max(100, Math.floor(rows / step) * step)
}
