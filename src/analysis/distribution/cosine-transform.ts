import { cosineOfTurns } from '../math/turns.ts'

/**
 * The discrete cosine transform of type 2: X_k = Σ x_j cos(π k (2j + 1) ÷ 2n), as scipy's `dct` without its
 * factor 2.
 *
 * @param x (n,) n a power of two; not changed
 * @returns (n,)
 *
 * Cost: n log n. Source: Lee, A new algorithm to compute the discrete cosine transform (1984).
 */
export function cosineTransform(x: Float64Array): Float64Array {
  const out = x.slice()
  transform(out, 0, out.length, new Float64Array(out.length))
  return out
}

function transform(x: Float64Array, at: number, n: number, spare: Float64Array): void {
  if (n === 1) return
  const half = n / 2
  for (let j = 0; j < half; j++) {
    const a = x[at + j]!
    const b = x[at + n - 1 - j]!
    spare[at + j] = a + b
    spare[at + half + j] = (a - b) / (2 * cosineOfTurns((j + 0.5) / (2 * n)))
  }
  transform(spare, at, half, x)
  transform(spare, at + half, half, x)
  for (let k = 0; k < half - 1; k++) {
    x[at + 2 * k] = spare[at + k]!
    x[at + 2 * k + 1] = spare[at + half + k]! + spare[at + half + k + 1]!
  }
  x[at + n - 2] = spare[at + half - 1]!
  x[at + n - 1] = spare[at + n - 1]!
}
