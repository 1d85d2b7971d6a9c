/** Where figures lie. */
export interface Moments {
  readonly mean: number
  /** Standard deviation; 1 where all figures are the same. */
  readonly spread: number
}

/** What is added up of figures, part by part. */
export interface Sums {
  sum: number
  squares: number
}

/** Of figures that are not far from 0 for their spread, as those of learning are. */
export function momentsOf({ sum, squares }: Sums, count: number): Moments {
  const mean = sum / Math.max(1, count)
  const variance = squares / Math.max(1, count) - mean * mean
  return { mean, spread: variance > 0 ? Math.sqrt(variance) : 1 }
}
