import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jacobiEigen } from './eigen-jacobi.ts'
import { symmetricEigen, type Eigen } from './eigen-symmetric.ts'
import { tridiagonalEigen } from './eigen-tridiagonal.ts'
import { createRng } from './rng.ts'

/** B Bᵀ of d × rank random entries, on scales that differ by column. */
function covariance(d: number, rank: number, seed: number): Float64Array {
  const rng = createRng(seed)
  const b = Float64Array.from({ length: d * rank }, (_, i) => (rng.next() - 0.5) * (1 + (i % rank) * 3))
  const matrix = new Float64Array(d * d)
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++)
      for (let k = 0; k < rank; k++) matrix[i * d + j]! += b[i * rank + k]! * b[j * rank + k]!
  return matrix
}

/** The largest entries of A v − λ v and of V Vᵀ − 1, beside the largest eigenvalue. */
function faults(matrix: Float64Array, d: number, { values, vectors }: Eigen): [number, number] {
  let residual = 0
  let skew = 0
  for (let k = 0; k < d; k++) {
    for (let i = 0; i < d; i++) {
      let image = 0
      let product = 0
      for (let j = 0; j < d; j++) {
        image += matrix[i * d + j]! * vectors[k * d + j]!
        product += vectors[i * d + j]! * vectors[k * d + j]!
      }
      residual = Math.max(residual, Math.abs(image - values[k]! * vectors[k * d + i]!))
      skew = Math.max(skew, Math.abs(product - (i === k ? 1 : 0)))
    }
  }
  return [residual / Math.max(values[0]!, 1e-300), skew]
}

describe('the eigenvectors of a symmetric matrix', () => {
  it('are what the definition says, at any rank', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer(),
        (d, rank, seed) => {
          const matrix = covariance(d, rank, seed)
          const eigen = symmetricEigen(matrix, d)
          const [residual, skew] = faults(matrix, d, eigen)
          expect(residual).toBeLessThan(1e-13)
          expect(skew).toBeLessThan(1e-13)
          for (let k = 1; k < d; k++) expect(eigen.values[k]).toBeLessThanOrEqual(eigen.values[k - 1]!)
          for (let k = rank; k < d; k++)
            expect(Math.abs(eigen.values[k]!)).toBeLessThan(1e-13 * eigen.values[0]!)
        },
      ),
    )
  })

  it.each([1, 2, 3, 7, 40, 90])('are the same by both methods, of %i rows', (d) => {
    const matrix = covariance(d, d + 3, d)
    const jacobi = jacobiEigen(matrix, d, () => undefined)
    const ql = tridiagonalEigen(matrix, d, () => undefined)
    const sorted = (values: Float64Array) => values.slice().sort()
    const largest = Math.max(...jacobi.values)
    for (const [k, value] of sorted(ql.values).entries()) {
      expect(Math.abs(value - sorted(jacobi.values)[k]!)).toBeLessThan(1e-13 * largest)
    }
    const [residual, skew] = faults(matrix, d, ql)
    expect(residual * ql.values[0]!).toBeLessThan(1e-12 * largest)
    expect(skew).toBeLessThan(1e-12)
  })

  it('beyond Jacobi’s size too, and a large one pauses', () => {
    const matrix = covariance(230, 60, 5)
    let pauses = 0
    let last = 0
    const eigen = symmetricEigen(matrix, 230, (share) => {
      pauses++
      expect(share).toBeGreaterThanOrEqual(last)
      expect(share).toBeLessThanOrEqual(1)
      last = share
    })
    const [residual, skew] = faults(matrix, 230, eigen)
    expect(residual).toBeLessThan(1e-12)
    expect(skew).toBeLessThan(1e-12)
    expect(pauses).toBeGreaterThan(200)
  })

  it('have a largest entry that is positive, and are the unit vectors of a diagonal matrix', () => {
    const diagonal = Float64Array.of(2, 0, 0, 0, 5, 0, 0, 0, 3)
    const { values, vectors } = symmetricEigen(diagonal, 3)
    expect([...values]).toEqual([5, 3, 2])
    expect([...vectors].map(Math.abs)).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0])
    expect(Math.min(...symmetricEigen(Float64Array.of(1, -1, -1, 1), 2).vectors)).toBeCloseTo(
      -Math.SQRT1_2,
      15,
    )
    expect([...symmetricEigen(new Float64Array(4), 2).values]).toEqual([0, 0])
  })
})
