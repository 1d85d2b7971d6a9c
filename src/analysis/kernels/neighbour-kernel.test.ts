import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { createRng } from '../math/rng.ts'
import { kernelSearcher } from './neighbour-kernel.ts'
import { NOWHERE, plainSearcher, type NeighbourSearcher } from './neighbour-search.ts'
import { treeOrder } from './neighbour-tree-order.ts'
import { buildTree, squaredDistance } from './neighbour-tree.ts'

/** Values on a coarse grid, so that many distances tie, or anywhere. */
function randomPoints(rows: number, columns: number, seed: number, levels: number): Float32Array {
  const rng = createRng(seed)
  return Float32Array.from({ length: rows * columns }, () =>
    levels === 0 ? (rng.next() - 0.5) * (rng.below(20) === 0 ? 1000 : 1) : rng.below(levels),
  )
}

function inTreeOrder(points: Float32Array, rows: number, columns: number): Float32Array {
  const order = treeOrder(points, rows, columns, () => undefined)
  expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()])
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const row = Math.floor(i / columns)
    return points[order[row]! * columns + (i - row * columns)]!
  })
}

function find(
  searcher: NeighbourSearcher,
  queries: Float32Array,
  count: number,
  k: number,
  bound = Infinity,
) {
  const distances = new Float32Array(count * k).fill(bound)
  const places = new Uint32Array(count * k)
  const told: number[] = []
  searcher.search(queries, count, k, distances, places, (done) => told.push(done))
  expect(told.at(-1)).toBe(count)
  return { distances, places }
}

/** Every point, sorted: what a search must give. */
function findByHand(
  points: Float32Array,
  rows: number,
  columns: number,
  queries: Float32Array,
  count: number,
  k: number,
) {
  const distances = new Float32Array(count * k).fill(Infinity)
  const places = new Uint32Array(count * k).fill(NOWHERE)
  for (let q = 0; q < count; q++) {
    const all = Array.from({ length: rows }, (_, place) => ({
      place,
      square: squaredDistance(queries, q * columns, points, place * columns, columns),
    }))
    all.sort((a, b) => a.square - b.square || a.place - b.place)
    for (const [j, { place, square }] of all.slice(0, k).entries()) {
      distances[q * k + j] = square
      places[q * k + j] = place
    }
  }
  return { distances, places }
}

describe('the search for nearest points', () => {
  it('finds what comparing all finds, to the bit and through ties, by the kernel and by its twin', () => {
    const shape = fc.record({
      rows: fc.integer({ min: 1, max: 700 }),
      columns: fc.constantFrom(1, 2, 3, 5, 17, 33),
      k: fc.integer({ min: 1, max: 40 }),
      levels: fc.constantFrom(0, 2, 7),
      seed: fc.integer({ min: 1, max: 1e6 }),
    })
    fc.assert(
      fc.property(shape, ({ rows, columns, k, levels, seed }) => {
        const points = inTreeOrder(randomPoints(rows, columns, seed, levels), rows, columns)
        const queries = Float32Array.from([
          ...points.subarray(0, Math.min(rows, 9) * columns),
          ...randomPoints(12, columns, seed + 1, levels),
        ])
        const count = queries.length / columns
        const tree = buildTree(points, rows, columns)
        const expected = findByHand(points, rows, columns, queries, count, k)
        expect(find(plainSearcher(tree), queries, count, k)).toEqual(expected)
        expect(find(kernelSearcher(tree)!, queries, count, k)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('needs the order of points for its speed only', () => {
    const points = randomPoints(500, 3, 4, 0)
    const queries = randomPoints(20, 3, 5, 0)
    const expected = findByHand(points, 500, 3, queries, 20, 7)
    expect(find(kernelSearcher(buildTree(points, 500, 3))!, queries, 20, 7)).toEqual(expected)
  })

  it('leaves out what is farther than the bound, and says where there is nothing', () => {
    const points = inTreeOrder(randomPoints(300, 2, 8, 9), 300, 2)
    const tree = buildTree(points, 300, 2)
    const queries = randomPoints(15, 2, 9, 14)
    const all = findByHand(points, 300, 2, queries, 15, 6)
    for (const searcher of [plainSearcher(tree), kernelSearcher(tree)!]) {
      const { distances, places } = find(searcher, queries, 15, 6, 2)
      expect(distances).toEqual(all.distances.map((square) => Math.min(square, 2)))
      for (const [i, place] of places.entries()) {
        // What lies right on the bound counts as within it.
        if (all.distances[i]! <= 2) expect(distances[i]).toBe(all.distances[i])
        else expect(place).toBe(NOWHERE)
      }
    }
  })

  it('keeps far-out and equal values apart', () => {
    const points = Float32Array.of(1e15, -1e15, 0, 0, 1e-30, 2e-30)
    const tree = buildTree(points, 6, 1)
    const queries = Float32Array.of(0, 1e15, -1e15)
    const expected = findByHand(points, 6, 1, queries, 3, 6)
    expect(find(kernelSearcher(tree)!, queries, 3, 6)).toEqual(expected)
    expect(find(plainSearcher(tree), queries, 3, 6)).toEqual(expected)
  })
})
