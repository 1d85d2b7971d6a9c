import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalMatrix } from '../detectors/test-data.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { fitPathSquares } from './path-squares.ts'
import { growReferenceForest } from './reference-forest.ts'

const TREES = 20
const x = normalMatrix(600, 4)
const forest = finish(growReferenceForest(x, TREES, createRng(2)))
const { treeStart, feature, split, left, size } = forest

/** The nodes below the root on a row's path, the leaf last. */
function pathOf(tree: number, row: number): number[] {
  const path: number[] = []
  let node = treeStart[tree]!
  while (left[node] !== node) {
    node = left[node]! + (x.columns[feature[node]!]![row]! > split[node]! ? 1 : 0)
    path.push(node)
  }
  return path
}
const trees = Array.from({ length: TREES }, (_, t) => t)
const nodesOf = (row: number) => trees.flatMap((t) => pathOf(t, row))
const leavesOf = (row: number) => trees.map((t) => pathOf(t, row).at(-1)!)

/** How many nodes a row that the trees were grown on passes: the mean depth of such rows, over all trees. */
const usual = trees.reduce((sum, t) => {
  const nodes = Array.from({ length: treeStart[t + 1]! - treeStart[t]! - 1 }, (_, k) => treeStart[t]! + 1 + k)
  return sum + nodes.reduce((passed, node) => passed + size[node]!, 0) / size[treeStart[t]!]!
}, 0)

const likeness = (a: number, b: number) => {
  const passed = new Set(nodesOf(a))
  return nodesOf(b).filter((node) => passed.has(node)).length / usual
}

/** Solves the equations by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i]!])
  for (let k = 0; k < rows.length; k++) {
    for (let i = k + 1; i < rows.length; i++) {
      const share = rows[i]![k]! / rows[k]![k]!
      for (let j = k; j <= rows.length; j++) rows[i]![j] = rows[i]![j]! - share * rows[k]![j]!
    }
  }
  const out = new Array<number>(rows.length).fill(0)
  for (let k = rows.length - 1; k >= 0; k--) {
    let rest = rows[k]![rows.length]!
    for (let j = k + 1; j < rows.length; j++) rest -= rows[k]![j]! * out[j]!
    out[k] = rest / rows[k]![k]!
  }
  return out
}

describe('least squares on the nodes', () => {
  it('is kernel ridge regression with the share of nodes in common', () => {
    const errorOf = fc.tuple(
      fc.integer({ min: 0, max: 599 }),
      fc.integer({ min: -20, max: 20 }),
      fc.boolean(),
    )
    const lessonsOf = fc.uniqueArray(errorOf, { minLength: 1, maxLength: 12, selector: ([row]) => row })
    fc.assert(
      fc.property(lessonsOf, (lessons) => {
        const rows = lessons.map(([row]) => row)
        const errors = lessons.map(([, error]) => error)
        const noise = lessons.map(([, , decided]) => (decided ? 0.3 : 3))
        const { weight, own } = finish(
          fitPathSquares(
            forest,
            TREES,
            Int32Array.from(rows.flatMap(leavesOf)),
            Float64Array.from(errors),
            Float64Array.from(noise),
          ),
        )
        const shares = solve(
          rows.map((a, i) => rows.map((b, j) => likeness(a, b) + (i === j ? noise[i]! : 0))),
          errors,
        )
        for (const [i, row] of rows.entries()) expect(own[i]).toBeCloseTo(shares[i]! * likeness(row, row), 1)
        for (const row of [...rows, 5, 300]) {
          const expected = rows.reduce((sum, other, i) => sum + shares[i]! * likeness(row, other), 0)
          const learned = nodesOf(row).reduce((sum, node) => sum + weight[node]!, 0)
          expect(Math.abs(learned - expected)).toBeLessThan(0.05)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('learns nothing where nothing is off', () => {
    const leaves = Int32Array.from(leavesOf(7))
    const { weight, own } = finish(
      fitPathSquares(forest, TREES, leaves, new Float64Array(1), Float64Array.of(1)),
    )
    expect(weight.every((value) => value === 0)).toBe(true)
    expect(own).toEqual(new Float64Array(1))
  })
})
