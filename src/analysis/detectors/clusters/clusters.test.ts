import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors.ts'
import { createRng } from '../../math/rng.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun } from '../test-data.ts'
import { startingCentres } from './k-means-start.ts'
import { kMeans, type KMeansParams } from './kmeans.ts'
import { squareTo, type Points } from './lloyd-state.ts'
import { lloyd, placeAll } from './lloyd.ts'
import { pca } from './pca.ts'

function randomPoints(count: number, width: number, seed: number): Points {
  const rng = createRng(seed)
  const values = Float32Array.from({ length: count * width }, () => rng.next() * 10)
  return { count, width, values }
}

/** Lloyd's iteration as the definition has it. */
function plainLloyd({ count, width, values }: Points, start: Float64Array, iterations: number): Float64Array {
  const centres = start.slice()
  const k = start.length / width
  for (let round = 0; round < iterations; round++) {
    const sums = new Float64Array(k * width)
    const sizes = new Float64Array(k)
    for (let i = 0; i < count; i++) {
      const squares = Array.from({ length: k }, (_, j) =>
        squareTo(values, i * width, centres, j * width, width),
      )
      const nearest = squares.indexOf(Math.min(...squares))
      sizes[nearest]!++
      for (let c = 0; c < width; c++) sums[nearest * width + c]! += values[i * width + c]!
    }
    for (let j = 0; j < k; j++)
      for (let c = 0; c < width; c++)
        if (sizes[j]! > 0) centres[j * width + c] = sums[j * width + c]! / sizes[j]!
  }
  return centres
}

describe('Lloyd’s iteration', () => {
  it('is the plain one, with few centres and with bounds', () => {
    const numbers = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 6 }), fc.integer())
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 12 }), ([k, width, seed], mostIterations) => {
        const points = randomPoints(120, width, seed)
        const start = Float64Array.from(points.values.subarray(0, k * width))
        const found = lloyd(points, start, { mostIterations, tolerance: 0 }, quietRun(1))
        const plain = plainLloyd(points, start, found.iterations)
        // A centre that lost all rows has moved: the plain iteration leaves it where it is.
        if (found.sizes.every((size) => size > 0)) {
          for (const [i, value] of plain.entries()) expect(found.centres[i]).toBeCloseTo(value, 9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never makes the sum of squared distances larger', () => {
    const points = randomPoints(500, 3, 8)
    const start = Float64Array.from(points.values.subarray(0, 30))
    let last = Infinity
    for (let mostIterations = 1; mostIterations < 12; mostIterations++) {
      const { inertia } = lloyd(points, start, { mostIterations, tolerance: 0 }, quietRun(1))
      expect(inertia).toBeLessThanOrEqual(last * (1 + 1e-12))
      last = inertia
    }
  })

  it('starts from different rows, as many as there are', () => {
    const values = Float32Array.of(1, 1, 2, 2, 2, 3, 3, 3, 3, 9)
    const points = { count: 10, width: 1, values }
    const centres = startingCentres(points, placeAll(points, 8), 8, quietRun(4))
    expect(Array.from(centres).sort()).toEqual([1, 2, 3, 9])
  })
})

describe('k-means distance', () => {
  const params: KMeansParams = { ...kMeans.defaults, clusters: 3 }
  const run = quietRun(3)

  it('does not let a few rows far out be a group of their own', () => {
    const far = [0, 1, 2].map((c) =>
      Float32Array.from(normalColumn(400, c), (value, r) => (r < 3 ? 30 + r : value + (r % 2) * 8)),
    )
    const x = matrixOf(far)
    const model = kMeans.fit(x, params, run)
    const scores = kMeans.score(model, x, run)
    const last = scores.slice(3).reduce((a, b) => Math.max(a, b), 0)
    expect(Math.min(...scores.slice(0, 3))).toBeGreaterThan(2 * last)
    expect(model.kept).toBe(2)
    expect(kMeans.notes!(model, x)[0]).toMatch(/One group with 3 rows .* other 2/)
    const all = kMeans.fit(x, { ...params, tiny: 0 }, run)
    expect(all.kept).toBe(3)
    expect(Math.max(...kMeans.score(all, x, run).slice(0, 3))).toBeLessThan(last)
  })

  it('keeps at least the largest group, however many are asked for', () => {
    const x = normalMatrix(60, 2)
    const { kept, sizes } = kMeans.fit(x, { clusters: 50, tiny: 50, restarts: 1 }, run)
    expect(kept).toBeGreaterThan(0)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(60)
    for (let j = 1; j < sizes.length; j++) expect(sizes[j]).toBeLessThanOrEqual(sizes[j - 1]!)
  })

  it('shows the groups with typical values in the columns’ own units', () => {
    const x = matrixOf([
      Float32Array.from({ length: 300 }, (_, r) => (r < 200 ? 1000 : 5000) + (r % 5)),
      normalColumn(300, 3),
    ])
    const model = kMeans.fit(x, { ...params, clusters: 2 }, run)
    const figures = kMeans.diagnostics!(model, x)
    expect(figures[0]).toMatchObject({ rows: [{ value: '200 of 300 rows (66.7 %)' }, { name: 'Group 2' }] })
    expect(figures[1]).toMatchObject({ rows: [{ name: 'column 1' }, { name: 'column 2' }] })
    const typical = figures.slice(1).map((f) => (f.kind === 'figures' ? Number(f.rows[0]!.value) : NaN))
    expect(typical[0]).toBeCloseTo(1002, 3)
    expect(typical[1]).toBeCloseTo(5002, 3)
  })

  it('starts on some of the rows of a large table, and ends with all', () => {
    const columns = [0, 1].map((c) => normalColumn(25_000, c).map((value, r) => value + 20 * ((r + c) % 2)))
    const x = matrixOf(columns)
    const model = kMeans.fit(x, { ...params, clusters: 2 }, run)
    expect(Array.from(model.sizes)).toEqual([12_500, 12_500])
    expect(Math.max(...kMeans.score(model, x, run))).toBeLessThan(1)
  })
})

describe('principal components', () => {
  const run = quietRun(1)
  const weighted = pca.defaults
  const rest = { ...pca.defaults, score: 'reconstruction' }

  /** Every row multiplied by a random invertible matrix. */
  function mixed(seed: number, d: number, columns: readonly Float32Array[]) {
    const rng = createRng(seed)
    const by = Array.from({ length: d }, () => Array.from({ length: d }, () => rng.next() - 0.5))
    for (let c = 0; c < d; c++) by[c]![c]! += 2
    return matrixOf(
      by.map((row) => columns[0]!.map((_, r) => row.reduce((sum, f, c) => sum + f * columns[c]![r]!, 0))),
    )
  }

  it('weighted, scores alike whatever mixture of the columns it is given', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const x = normalMatrix(200, 4, 5)
        const y = mixed(seed, 4, x.columns)
        const scores = pca.score(pca.fit(x, weighted, run), x, run)
        for (const [r, score] of pca.score(pca.fit(y, weighted, run), y, run).entries()) {
          expect(Math.abs(score - scores[r]!)).toBeLessThan(1e-4 * Math.max(1, score))
        }
      }),
      { numRuns: 20 },
    )
  })

  it('weighted, has scores of the rows fitted on that add up to (rows − 1) × components', () => {
    const x = normalMatrix(150, 5, 9)
    const sum = pca.score(pca.fit(x, weighted, run), x, run).reduce((a, b) => a + b, 0)
    expect(sum).toBeCloseTo(149 * 5, 2)
  })

  it('left over, is nothing for rows in the plane of the main components', () => {
    const [a, b] = [normalColumn(100, 1), normalColumn(100, 2)]
    const x = matrixOf([
      a,
      b,
      a.map((value, r) => value + b[r]!),
      a.map((value, r) => (r === 7 ? -value : value)),
    ])
    const model = pca.fit(x, { ...rest, components: 0.95 }, run)
    const scores = pca.score(model, x, run)
    expect(model.kept).toBe(2)
    expect(scores.indexOf(Math.max(...scores))).toBe(7)
    const parts = pca.explain(model, x, Uint32Array.of(7), run)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[7]!, 5)
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0)
  })

  it('comes back from JSON in both ways, and shows what it kept', () => {
    const x = normalMatrix(80, 5)
    for (const params of [weighted, rest]) {
      const model = pca.fit(x, params, run)
      const back = pca.deserialize(JSON.parse(JSON.stringify(pca.serialize(model))))
      expect(back).toEqual(model)
      const [curve] = pca.diagnostics!(model, x)
      if (curve?.kind !== 'curve') throw new Error('A curve comes first')
      expect(curve.lines[0]!.y.at(-1)).toBeCloseTo(100, 9)
      expect(curve.marks?.[0]?.x).toBe(params === rest ? model.kept : undefined)
    }
  })

  it('says when there are too few rows or too many columns', () => {
    const flat = normalMatrix(4, 6)
    expect(pca.notes!(pca.fit(flat, weighted, run), flat)[0]).toMatch(/no more rows than components/)
    const none = matrixOf([new Float32Array(9), new Float32Array(9)])
    expect(pca.notes!(pca.fit(none, weighted, run), none)[0]).toMatch(/every row scores 0/)
    expect(() =>
      pca.fit(matrixOf(new Array<Float32Array>(2001).fill(new Float32Array(2))), weighted, run),
    ).toThrow(UsageError)
  })
})
